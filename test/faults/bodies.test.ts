import { meetFaults } from './meetFaults';

meetFaults('bodies');
