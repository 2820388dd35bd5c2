import { meetFaults } from './meetFaults';

meetFaults('connections');
