import { meetFaults } from './meetFaults';

meetFaults('echoes');
