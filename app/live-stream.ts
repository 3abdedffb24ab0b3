import type { FastifyReply } from 'fastify';
import type { News } from './live-news.ts';

const beat_ms = 15_000;

/**
 * Holds a stream of server-sent events open that says `changed`, and nothing of what. At each beat it is decided again
 * whether whoever follows may; from the first time on that they may not, it is over.
 */
export function holdStream(reply: FastifyReply, news: News, subjects: readonly string[], may: () => Promise<boolean>): void {
  reply.hijack();
  const stream = reply.raw;
  stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  stream.write('retry: 2000\nevent: live\ndata: {}\n\n');
  const leave = news.follow(subjects, () => void stream.write('event: changed\ndata: {}\n\n'));
  const beat = setInterval(() => {
    may().then(
      (still) => (still ? stream.write('event: live\ndata: {}\n\n') : stream.end()),
      () => stream.end(),
    );
  }, beat_ms);
  stream.on('close', () => {
    clearInterval(beat);
    leave();
  });
}
