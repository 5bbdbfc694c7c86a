import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** One statement that a client asked the server to run. */
export type Asked = {
  text: string;
  applicationName: string;
  /** in no transaction but its own */
  isAlone: boolean;
};

export type StatementCounter = {
  /** The same database, through the counter. */
  through: (url: string) => string;
  /** What was asked while `work` ran, by whichever connection. */
  during: (work: () => Promise<unknown>) => Promise<Asked[]>;
  close: () => Promise<void>;
};

/** Stands between clients and the server and reads what they ask, also by name: counts are those of the wire itself. */
export async function countStatements(serverUrl: string): Promise<StatementCounter> {
  let heard: Asked[] = [];
  const sockets = new Set<Socket>();
  const target = new URL(serverUrl);
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port || 5432) });
    const reader = new FrontendReader((asked) => heard.push(asked));
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => {
      reader.read(bytes);
      far.write(bytes);
    });
    far.on("data", (bytes) => near.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0 }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    through: (url) => {
      const through = new URL(url);
      through.host = `127.0.0.1:${port}`;
      return through.toString();
    },
    during: async (work) => {
      heard = [];
      await work();
      return heard;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const BEGIN = /^\s*(begin|start transaction)\b/i;
const END = /^\s*(commit|rollback)(?!\s+to)\b/i;
/** What enters an organisation; it is sent together with the first statement behind it. */
const SCOPE = /^\s*select set_config\('app\.organisation_id'/i;

const PROTOCOL_3 = 196_608;
const LENGTH_BYTES = 4;

/** The client's half of PostgreSQL's protocol 3.0, as far as it names statements ("Message Formats" in its manual). */
class FrontendReader {
  readonly #tell: (asked: Asked) => void;
  readonly #named = new Map<string, string>();
  #rest: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #applicationName = "";
  #bound = "";
  #isInTransaction = false;

  constructor(tell: (asked: Asked) => void) {
    this.#tell = tell;
  }

  read(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      // Only what begins a connection has no letter before its length.
      const head = this.#isStarted ? 1 : 0;
      if (this.#rest.length < head + LENGTH_BYTES) return;
      const end = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < end) return;
      const body = this.#rest.subarray(head + LENGTH_BYTES, end);
      if (this.#isStarted) this.#message(String.fromCharCode(this.#rest[0] ?? 0), body);
      else this.#begin(body);
      this.#rest = this.#rest.subarray(end);
    }
  }

  #begin(body: Buffer): void {
    if (body.readInt32BE(0) !== PROTOCOL_3) return;
    this.#isStarted = true;
    const words = body.toString("utf8", LENGTH_BYTES).split("\0");
    this.#applicationName = words[words.indexOf("application_name") + 1] ?? "";
  }

  #message(kind: string, body: Buffer): void {
    const [first = "", second = ""] = body.toString("utf8").split("\0", 2);
    switch (kind) {
      case "Q":
        this.#ask(first);
        return;
      case "P":
        this.#named.set(first, second);
        return;
      case "B":
        this.#bound = this.#named.get(second) ?? "";
        return;
      case "E":
        this.#ask(this.#bound);
        return;
    }
  }

  #ask(text: string): void {
    if (BEGIN.test(text)) this.#isInTransaction = true;
    this.#tell({ text, applicationName: this.#applicationName, isAlone: !this.#isInTransaction });
    if (END.test(text)) this.#isInTransaction = false;
  }
}

export type PerJob = {
  /** without begin, commit and what enters an organisation, which rides along with the first */
  statements: number;
  /** those that stand alone included */
  transactions: number;
  /** each statement that counts, and how often */
  texts: ReadonlyMap<string, number>;
};

/** What each of `jobs` equal jobs asked. What came less often than once per job is somebody's round and not the jobs'. */
export function perJob(asked: readonly Asked[], jobs: number): PerJob {
  const often = (all: readonly Asked[]) => {
    const counts = new Map<string, number>();
    for (const { text } of all) counts.set(text, (counts.get(text) ?? 0) + 1);
    return new Map(
      [...counts].flatMap(([text, count]) => (count >= jobs ? [[text, Math.floor(count / jobs)] as const] : [])),
    );
  };
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
  const texts = often(asked.filter(({ text }) => !BEGIN.test(text) && !END.test(text) && !SCOPE.test(text)));
  const transactions = often(asked.filter(({ text, isAlone }) => BEGIN.test(text) || isAlone));
  return { statements: sum(texts), transactions: sum(transactions), texts };
}
