import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { HelperAnswers } from './answer-helper';

/** Answers our helper at a socket, until `close`. It does not keep the process alive. */
export async function serveHelper(
  path: string,
  answers: HelperAnswers,
): Promise<{ readonly close: () => Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Docker may be ended while it waits.
    socket.on('error', () => socket.destroy());
    reply(socket, answers).catch(() => socket.destroy());
  });
  server.listen(path);
  await once(server, 'listening');
  server.unref();
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { close };
}

async function reply(socket: Socket, answers: HelperAnswers): Promise<void> {
  let asked = '';
  socket.setEncoding('utf8').on('data', (text: string) => (asked += text));
  await once(socket, 'end');
  const [verb = '', ...input] = asked.split('\n');
  const { ok, text: printed } = await answers.answer(verb, input.join('\n'));
  socket.end(`${ok ? 0 : 1}\n${printed}`);
}
