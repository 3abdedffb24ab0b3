export { authorOf } from '@openward/platform/http';
