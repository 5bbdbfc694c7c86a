import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardedPost, type LookUp, PostRefused } from "./guarded-post.ts";
import { judgeTarget, NO_PRIVATE_HOSTS, parsePrivateHosts } from "./judge-target.ts";
import { isPublicAddress } from "./public-address.ts";

let server: Server;
let port = 0;
let requests: { url: string; body: string }[] = [];
let answer: { status: number; headers?: Record<string, string> } = { status: 200 };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      requests.push({ url: request.url ?? "", body });
      if (answer.status > 0) response.writeHead(answer.status, answer.headers).end("an answer nobody reads");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, () => resolve()); // every address of this machine, IPv6 too
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Ways to write this machine, its neighbours and the cloud's secrets, so that a careless check lets them through. */
const SPELLINGS = [
  "https://127.0.0.1",
  "https://127.1",
  "https://127.0.1",
  "https://2130706433",
  "https://0x7f000001",
  "https://0x7f.1",
  "https://0177.0.0.1",
  "https://017700000001",
  "https://0x7f.0x0.0x0.0x1",
  "https://127.0.0.1.",
  "https://①②⑦.⓪.⓪.①",
  "https://127。0。0。1",
  "https://0",
  "https://0.0.0.0",
  "https://127.255.255.254",
  "https://localhost",
  "https://LOCALHOST",
  "https://localhost.",
  "https://loca%6chost",
  "https://anything.localhost",
  "https://db",
  "https://printer.local",
  "https://metadata.google.internal",
  "https://[::1]",
  "https://[::]",
  "https://[0:0:0:0:0:0:0:1]",
  "https://[::ffff:127.0.0.1]",
  "https://[::ffff:7f00:1]",
  "https://[::127.0.0.1]",
  "https://[64:ff9b::7f00:1]",
  "https://[2002:7f00:1::]",
  "https://[2001:0:7f00:1::]",
  "https://[fe80::1]",
  "https://[fc00::1]",
  "https://[fd00:ec2::254]",
  "https://169.254.169.254/latest/meta-data/",
  "https://0xa9fea9fe",
  "https://2852039166",
  "https://10.0.0.7",
  "https://172.16.0.1",
  "https://192.168.1.1",
  "https://100.64.0.1",
  "https://198.18.0.1",
  "https://224.0.0.1",
  "https://255.255.255.255",
  "https://hooks.example@127.0.0.1",
  "https://hooks.example:secret@hooks.example",
  "http://hooks.example",
  "ftp://hooks.example",
  "file:///etc/passwd",
  "gopher://127.0.0.1:25/_HELO",
  "javascript:alert(1)",
  "https://",
  "//127.0.0.1",
];

describe("an address that somebody outside chose", () => {
  test.each(SPELLINGS)("is refused as %s, before anybody is asked for a name", async (spelling) => {
    requests = [];
    expect(judgeTarget(spelling, NO_PRIVATE_HOSTS)).toHaveProperty("problem");
    const asked: string[] = [];
    const lookUp: LookUp = async (name) => {
      asked.push(name);
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const withPort = spelling.replace(/^(https?:\/\/[^/]+)/, `$1:${port}`);
    for (const url of [spelling, withPort]) await expect(post({ url, lookUp })).rejects.toBeInstanceOf(PostRefused);
    expect({ asked, requests }).toEqual({ asked: [], requests: [] });
  });

  test.each(["127.0.0.1", "::1", "169.254.169.254", "10.1.2.3", "::ffff:127.0.0.1", "fe80::1", "64:ff9b::a9fe:a9fe"])(
    "is refused when its name leads to %s, even if another answer is public",
    async (address) => {
      requests = [];
      const family = address.includes(":") ? 6 : 4;
      const lookUp: LookUp = async () => [
        { address: "93.184.215.14", family: 4 },
        { address, family },
      ];
      const url = `https://hooks.example:${port}/in`;
      await expect(post({ url, lookUp })).rejects.toThrow("This address is not on the public internet.");
      expect(requests).toEqual([]);
    },
  );

  test("is taken when it is https to a public name or address", () => {
    for (const url of [
      "https://hooks.example/in?a=1",
      "https://hooks.example:8443/",
      "https://93.184.215.14/",
      "https://bücher.example/",
    ])
      expect(judgeTarget(url, NO_PRIVATE_HOSTS)).toHaveProperty("target");
  });
});

describe("a receiver that the deployment allows", () => {
  const allowed = () => parsePrivateHosts(` Receiver.internal:${port}, other:1 `);
  const lookUp: LookUp = async () => [{ address: "127.0.0.1", family: 4 }];
  const url = () => `http://receiver.internal:${port}/in`;

  test("is sent to, at that port and no other", async () => {
    requests = [];
    answer = { status: 204 };
    expect(await post({ url: url(), lookUp, privateHosts: allowed() })).toBe(204);
    expect(requests).toEqual([{ url: "/in", body: '{"a":1}' }]);
    const elsewhere = `http://receiver.internal:${port + 1}/in`;
    await expect(post({ url: elsewhere, lookUp, privateHosts: allowed() })).rejects.toBeInstanceOf(PostRefused);
  });

  test("is asked for once: a name server that changes its mind leads nowhere else", async () => {
    answer = { status: 204 };
    let asked = 0;
    const changing: LookUp = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }];
    };
    expect(await post({ url: url(), lookUp: changing, privateHosts: allowed() })).toBe(204);
    expect(asked).toBe(1);
  });

  test("is not followed to another place", async () => {
    requests = [];
    answer = { status: 307, headers: { location: `http://127.0.0.1:${port}/inside` } };
    expect(await post({ url: url(), lookUp, privateHosts: allowed() })).toBe(307);
    expect(requests.map((request) => request.url)).toEqual(["/in"]);
  });

  test("that never answers is waited for so long and no longer", async () => {
    answer = { status: 0 };
    await expect(post({ url: url(), lookUp, privateHosts: allowed(), limitMs: 50 })).rejects.toThrow(
      "No answer in 0.05 s.",
    );
  });
});

test("an address that is no address is not public", () => {
  for (const text of ["", "hooks.example", "127.0.0.1 ", "1.2.3", "::g"]) expect(isPublicAddress(text)).toBe(false);
  for (const text of ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    expect(isPublicAddress(text)).toBe(true);
});

function post(about: Partial<Parameters<typeof guardedPost>[0]> & { url: string }): Promise<number> {
  return guardedPost({ headers: {}, body: '{"a":1}', privateHosts: NO_PRIVATE_HOSTS, ...about });
}
