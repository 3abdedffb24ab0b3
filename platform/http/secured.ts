import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Act } from './act.ts';
import type { Declaration } from './contract.ts';
import type { Served } from './serve.ts';

/** A body that is not JSON: a page to print, a label, an image. */
export class Document {
  readonly content_type: string;
  readonly content: string | Buffer;
  readonly file_name: string | null;
  constructor(content_type: string, content: string | Buffer, file_name: string | null = null) {
    this.content_type = content_type;
    this.content = content;
    this.file_name = file_name;
  }
}

/**
 * An endpoint outside the contract (files, prints): it declares permission, patient and event like any other and runs
 * through the same pipeline; its handler returns a `Document`.
 */
export function secured<I extends z.ZodType>(
  declaration: Declaration, input: I, handle: (input: z.output<I>, act: Act) => Promise<Document>,
): Served {
  return { declaration, input, output: undefined, handle: handle as Served['handle'] };
}

/** Sends a document, never to be cached and never to be guessed at by the browser. */
export function sendDocument(reply: FastifyReply, document: Document): FastifyReply {
  reply.header('x-content-type-options', 'nosniff');
  if (document.file_name !== null) reply.header('content-disposition', `inline; filename="${document.file_name}"`);
  return reply.type(document.content_type).send(document.content);
}

