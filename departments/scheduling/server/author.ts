export { authorOf, type Author } from '@openward/platform/http';
