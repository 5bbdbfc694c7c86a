import { tables } from "@pumpd/db";
import { createOrganisation, createPerson, type TestOrganisation } from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_URL, call, cookieOf, openSetting, type Setting, signedIn, signIn, withoutRequestId } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
});
afterAll(() => setting.close());

const readMe = (cookie?: string) => call(setting.services, { path: "me.read", kind: "query", cookie });
const newPerson = () => createPerson(setting.owner, { scope: organisation.scope, role: "operator" });

describe("signing in", () => {
  test("gives a cookie that scripts cannot read and other sites cannot send along", async () => {
    const person = await newPerson();
    const response = await signIn(setting.services, person);
    expect(response.status).toBe(200);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^pumpd_session=.*Max-Age=604800.*Path=\/.*HttpOnly.*SameSite=Lax/i);
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const token = decodeURIComponent(cookieOf(response)).split(/[=.]/)[1] ?? "";
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(await response.clone().text()).not.toContain(token);
    const me = await readMe(cookieOf(response));
    expect(me.data).toMatchObject({
      person: { id: person.id, email: person.email },
      organisation: { id: organisation.id, country: "NZ" },
      role: "operator",
    });
  });

  test("over https gives a cookie of this host alone", async () => {
    const https = await openSetting({ baseUrl: "https://pumpd.test" });
    try {
      const response = await signIn(https.services, await createPerson(https.owner, {}));
      expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-pumpd_session=.*HttpOnly.*Secure/i);
    } finally {
      await https.close();
    }
  });

  test("answers a wrong password, an unknown address and a disabled person alike", async () => {
    const person = await newPerson();
    const disabled = await newPerson();
    await setting.owner.update(tables.users).set({ disabledAt: new Date() }).where(eq(tables.users.id, disabled.id));
    const answers = await Promise.all(
      [
        { ...person, password: "not this one at all" },
        { email: "nobody@people.example", password: person.password },
        disabled,
      ].map(async (attempt) => {
        const response = await signIn(setting.services, attempt);
        return { status: response.status, body: await response.json(), cookies: response.headers.getSetCookie() };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 401, cookies: [] });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test("pauses after five wrong passwords for one address, and a right one clears the count", async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    const wrong = { ...one, password: "not this one at all" };
    for (let n = 0; n < 4; n += 1) expect((await signIn(setting.services, wrong)).status).toBe(401);
    expect((await signIn(setting.services, one)).status).toBe(200);
    const together = await Promise.all(Array.from({ length: 9 }, () => signIn(setting.services, wrong)));
    expect(together.map((response) => response.status).sort()).toEqual([...Array(5).fill(401), ...Array(4).fill(429)]);
    expect((await signIn(setting.services, one)).status).toBe(429);
    expect((await signIn(setting.services, other)).status).toBe(200);
  });

  test("counts per place once our own proxy tells where a client is, and believes nobody without one", async () => {
    const behind = await openSetting({ clientIpHeader: "x-real-ip" });
    try {
      const person = await createPerson(behind.owner, {});
      const from = (ip: string, password: string) =>
        signIn(behind.services, { email: person.email, password, headers: { "x-real-ip": ip } });
      for (let n = 0; n < 6; n += 1) await from("203.0.113.7", "not this one at all");
      expect((await from("203.0.113.7", person.password)).status).toBe(429);
      expect((await from("203.0.113.8", person.password)).status).toBe(200);
    } finally {
      await behind.close();
    }
    const person = await newPerson();
    for (let n = 0; n < 6; n += 1)
      await signIn(setting.services, {
        ...person,
        password: "wrong again, sorry",
        headers: { "x-forwarded-for": `203.0.113.${n}` },
      });
    expect((await signIn(setting.services, person)).status).toBe(429);
  });

  test("is refused from a page that is not ours", async () => {
    const person = await newPerson();
    for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }]) {
      const response = await signIn(setting.services, { ...person, headers });
      expect(response.status, headers.origin).toBe(403);
    }
  });

  test("works under another name of the same machine", async () => {
    const person = await newPerson();
    const headers = { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" };
    expect((await signIn(setting.services, { ...person, headers })).status).toBe(200);
  });

  test("is the only way in: nobody signs up, and nothing else of the library is open", async () => {
    const ask = (path: string, body: object) =>
      setting.services.auth.handler(
        new Request(`${BASE_URL}/api/auth${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: BASE_URL },
          body: JSON.stringify(body),
        }),
      );
    const newcomer = { email: "new@people.example", password: "a long enough password", name: "New" };
    expect((await ask("/sign-up/email", newcomer)).status).toBeGreaterThanOrEqual(400);
    expect((await ask("/request-password-reset", { email: newcomer.email })).status).toBe(404);
    expect((await ask("/update-user", { name: "x" })).status).toBe(404);
    const found = await setting.owner.select().from(tables.users).where(eq(tables.users.email, newcomer.email));
    expect(found).toEqual([]);
  });
});

test("a sign-in stands in the audit log of the organisation on screen", async () => {
  const person = await newPerson();
  await signIn(setting.services, person);
  const lines = await setting.owner.select().from(tables.auditLog).where(eq(tables.auditLog.actorId, person.id));
  expect(lines).toMatchObject([{ action: "person.sign_in", organisationId: organisation.id, targetId: person.id }]);
});

describe("a session", () => {
  const expire = (cookie: string, change: Record<string, unknown>) => {
    const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
    return setting.owner.update(tables.sessions).set(change).where(eq(tables.sessions.token, token));
  };

  test("ends on the next request when the person is disabled, and with the membership", async () => {
    const { person, cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    expect((await readMe(cookie)).status).toBe(200);
    await setting.owner.delete(tables.memberships).where(eq(tables.memberships.userId, person.id));
    expect((await readMe(cookie)).error?.data).toMatchObject({ appCode: "FORBIDDEN" });
    await setting.owner.update(tables.users).set({ disabledAt: new Date() }).where(eq(tables.users.id, person.id));
    expect((await readMe(cookie)).error?.data).toMatchObject({ code: "UNAUTHORIZED", appCode: "SIGNED_OUT" });
  });

  test("ends after 12 silent hours, and after 7 days however busy", async () => {
    const { cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    await expire(cookie, { updatedAt: sql`now() - interval '11 hours 59 minutes'` });
    expect((await readMe(cookie)).status).toBe(200);
    await expire(cookie, { updatedAt: sql`now() - interval '12 hours 1 second'` });
    expect((await readMe(cookie)).status).toBe(401);
    const other = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    await expire(other.cookie, { expiresAt: sql`now() - interval '1 second'` });
    expect((await readMe(other.cookie)).status).toBe(401);
  });

  test("stays while the person is at work", async () => {
    const { cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    for (let n = 0; n < 3; n += 1) {
      await expire(cookie, { updatedAt: sql`now() - interval '11 hours'` });
      expect((await readMe(cookie)).status).toBe(200);
    }
    const [row] = await setting.owner
      .select()
      .from(tables.sessions)
      .where(sql`updated_at > now() - interval '1 minute'`);
    expect(row).toBeDefined();
  });

  test("is over after signing out", async () => {
    const { cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const response = await setting.services.auth.handler(
      new Request(`${BASE_URL}/api/auth/sign-out`, {
        method: "POST",
        headers: { cookie, origin: BASE_URL, "content-type": "application/json" },
        body: "{}",
      }),
    );
    expect(response.status).toBe(200);
    expect((await readMe(cookie)).status).toBe(401);
  });

  test("of the same person elsewhere is over once the password is changed", async () => {
    const { person, cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const elsewhere = cookieOf(await signIn(setting.services, person));
    const change = (currentPassword: string, newPassword: string) =>
      setting.services.auth.handler(
        new Request(`${BASE_URL}/api/auth/change-password`, {
          method: "POST",
          headers: { cookie, origin: BASE_URL, "content-type": "application/json" },
          body: JSON.stringify({ currentPassword, newPassword }),
        }),
      );
    expect((await change("not the current one", "hollow brisk tangerine orbit")).status).toBe(400);
    for (const weak of ["short", "password1234", "qwertyuiopasdf"]) {
      const refused = await change(person.password, weak);
      expect([weak, refused.status]).toEqual([weak, 400]);
    }
    const changed = await change(person.password, "hollow brisk tangerine orbit");
    expect(changed.status).toBe(200);
    expect((await readMe(elsewhere)).status).toBe(401);
    expect((await readMe(cookieOf(changed))).status).toBe(200);
    expect((await signIn(setting.services, { ...person, password: "hollow brisk tangerine orbit" })).status).toBe(200);
  }, 90_000); // two hashes at their full cost, which is seconds on a busy machine

  test("is not taken from a cookie whose signature is not ours", async () => {
    const { cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const [name, value = ""] = cookie.split("=");
    const token = decodeURIComponent(value).split(".")[0];
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${Buffer.alloc(32).toString("base64")}`,
      `${value}x`,
      "%E0%A4%A",
    ])
      expect((await readMe(`${name}=${forged}`)).status, forged).toBe(401);
  });

  test("shows another of the person's organisations after switching, and none that is not theirs", async () => {
    const { person, cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const [second, foreign] = [await createOrganisation(setting.owner), await createOrganisation(setting.owner)];
    await setting.owner
      .insert(tables.memberships)
      .values({ userId: person.id, organisationId: second.id, role: "admin" });
    const to = (organisationId: string) =>
      call(setting.services, { path: "me.switchOrganisation", kind: "mutation", cookie, input: { organisationId } });
    expect((await to(second.id)).data).toMatchObject({ organisation: { id: second.id }, role: "admin" });
    expect((await readMe(cookie)).data).toMatchObject({ organisation: { id: second.id } });
    const [toForeign, toAbsent] = [await to(foreign.id), await to("01993f3e-0000-7000-8000-00000000dead")];
    expect(toForeign.status).toBe(404);
    expect(withoutRequestId(toForeign)).toEqual(withoutRequestId(toAbsent));
  });
});
