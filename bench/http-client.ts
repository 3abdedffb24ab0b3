import { connect, type Socket } from 'node:net';

/** One connection that is kept open, with one request on it at a time. Parses no more than a load needs. */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #headers: string;
  #waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;
  #received: Buffer[] = [];
  #length = 0;
  #needed = -1;

  private constructor(socket: Socket, host: string, headers: Record<string, string>) {
    this.#socket = socket;
    this.#host = host;
    this.#headers = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.setNoDelay(true);
    socket.on('data', (part) => this.#take(part));
    const fail = (error?: Error) => this.#waiting?.reject(error ?? new Error('The server closed the connection'));
    socket.on('error', fail);
    socket.on('close', () => fail());
  }

  /** Connects; `headers` go with every request. */
  static async open(address: string, headers: Record<string, string>): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(address);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new HttpConnection(socket, host, headers);
  }

  send(method: string, path: string, body?: string): Promise<HttpAnswer> {
    const content = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${this.#headers}${content}\r\n${body ?? ''}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(part: Buffer): void {
    this.#received.push(part);
    this.#length += part.length;
    if (this.#needed < 0) {
      const text = Buffer.concat(this.#received);
      this.#received = [text];
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(text.toString('latin1', 0, end + 2))?.[1];
      if (length === undefined) return this.#fail(new Error('An answer without content-length'));
      this.#needed = end + 4 + Number(length);
    }
    if (this.#length < this.#needed) return;
    const text = Buffer.concat(this.#received);
    const begin = text.indexOf('\r\n\r\n') + 4;
    const answer = { status: Number(text.toString('latin1', 9, 12)), head: text.toString('latin1', 0, begin), body: text.toString('utf8', begin) };
    this.#received = [];
    this.#length = 0;
    this.#needed = -1;
    this.#waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#socket.destroy();
  }
}

export interface HttpAnswer {
  status: number;
  head: string;
  body: string;
}
