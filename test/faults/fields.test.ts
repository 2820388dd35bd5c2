import { meetFaults } from './meetFaults';

meetFaults('fields');
