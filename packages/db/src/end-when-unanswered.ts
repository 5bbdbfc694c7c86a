import { connect, type Socket } from "node:net";

const LOOKS = 4;

/**
 * Ends a connection on which something was asked and no word has come back for so long. A half-open one never says so
 * by itself, and neither driver has a limit for it. An idle connection asks nothing and is left alone.
 */
export function endWhenUnanswered(socket: Socket, answerMs: number): Socket {
  let answered = 0;
  let unansweredSince: number | undefined;
  socket.on("data", () => {
    answered = socket.bytesWritten;
    unansweredSince = undefined;
  });
  const timer = setInterval(() => {
    if (socket.bytesWritten === answered) return;
    unansweredSince ??= performance.now();
    if (performance.now() - unansweredSince < answerMs) return;
    // Without an error of its own: the driver then first forgets the connection and only then fails what was asked.
    socket.destroy();
  }, answerMs / LOOKS);
  timer.unref();
  socket.once("close", () => clearInterval(timer));
  return socket;
}

/** Under TLS the bytes are another socket's: there it has to do without. */
export function isPlainConnection(url: string): boolean {
  const { searchParams } = new URL(url);
  return ["ssl", "sslmode"].every((name) => ["disable", null].includes(searchParams.get(name)));
}

/** For the driver's own `socket` option. */
export function watchedSocketTo(url: string, answerMs: number): (() => Socket) | undefined {
  const { hostname, port } = new URL(url);
  if (!isPlainConnection(url) || hostname === "") return undefined;
  return () => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 5432), noDelay: true });
    socket.setKeepAlive(true, 10_000);
    return endWhenUnanswered(socket, answerMs);
  };
}
