import { fastify } from 'fastify';
import { used } from './half.ts';

export const server = [fastify, used];
