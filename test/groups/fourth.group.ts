/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban protects n8n's runtime; this is test code */
import { runGroup } from './runGroup';

runGroup(__filename);
