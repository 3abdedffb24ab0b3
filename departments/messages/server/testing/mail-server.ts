import { createServer, type AddressInfo } from 'node:net';

/** A small server for mail, as far as RFC 5321 goes here, that counts what it took. */
export interface MailServer {
  port: number;
  /** Mails that it took: the addresses, and the text as it came. */
  taken: { to: string[]; data: string }[];
  /** Answers in place of its own, by the beginning of the command, such as `RCPT`; `hang up` ends the connection. */
  answers: Map<string, string>;
  close(): Promise<void>;
}

export async function openMailServer(): Promise<MailServer> {
  const taken: MailServer['taken'] = [];
  const answers: MailServer['answers'] = new Map();
  const server = createServer((socket) => {
    let to: string[] = [];
    let data: string | null = null;
    let rest = '';
    const say = (command: string, usual: string): void => {
      const answer = answers.get(command) ?? usual;
      if (answer === 'hang up') socket.destroy();
      else socket.write(`${answer}\r\n`);
    };
    const line = (text: string): void => {
      if (data !== null) {
        if (text !== '.') {
          data += `${text}\r\n`;
          return;
        }
        if (!(answers.get('.') ?? '2').startsWith('4') && !(answers.get('.') ?? '2').startsWith('5')) taken.push({ to, data });
        data = null;
        to = [];
        say('.', '250 2.0.0 taken');
        return;
      }
      const command = text.slice(0, 4).toUpperCase();
      if (command === 'EHLO' || command === 'HELO') say('EHLO', '250 mail.test');
      else if (command === 'RCPT') {
        to.push(/<(.*)>/.exec(text)?.[1] ?? '');
        say('RCPT', '250 2.1.5 ok');
      } else if (command === 'DATA') {
        if (answers.get('DATA') === undefined) data = '';
        say('DATA', '354 go on');
      } else if (command === 'QUIT') socket.end('221 bye\r\n');
      else say(command, '250 ok');
    };
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const text = rest.slice(0, end);
        rest = rest.slice(end + 2);
        line(text);
      }
    });
    say('greeting', '220 mail.test ESMTP');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.address() as AddressInfo).port, taken, answers,
    close: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}
