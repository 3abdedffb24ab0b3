export { deliverEvents } from './deliver.ts';
export { onEvent, type OutboxEvent } from './consumer.ts';
