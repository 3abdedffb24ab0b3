import type { FastifyReply } from 'fastify';

interface ReplyParts {
  status: number;
  headers?: Record<string, string>;
  content_type?: string | undefined;
  content?: string | Buffer | null;
}

/** An answer that says its own status and headers; its text or its bytes are sent as they are. */
export class Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly content_type: string | undefined;
  readonly content: string | Buffer | null;

  /** Also takes what `JSON.stringify` made of one: an answer kept for an Idempotency-Key. */
  constructor({ status, headers = {}, content_type, content = null }: ReplyParts) {
    this.status = status;
    this.headers = headers;
    this.content_type = content_type;
    this.content = content;
  }
}

/** Sends it. */
export function sendReply(reply: FastifyReply, { status, headers, content_type, content }: Reply): FastifyReply {
  reply.code(status).headers({ 'x-request-id': reply.request.id, ...headers });
  if (content_type !== undefined) reply.type(content_type);
  return content === null ? reply.send() : reply.send(content);
}
