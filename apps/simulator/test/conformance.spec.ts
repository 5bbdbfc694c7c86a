import { afterAll, beforeAll, expect, test } from "vitest";
import { createFacts } from "./conformance/create-restaurant.ts";
import { dashboardFacts } from "./conformance/dashboard.ts";
import { loginFacts } from "./conformance/login.ts";
import { menuFacts } from "./conformance/menus.ts";
import { optionSetFacts, tagFacts } from "./conformance/option-sets.ts";
import { otherPageFacts } from "./conformance/other-admin-pages.ts";
import { websiteFacts } from "./conformance/website.ts";
import { coverage } from "./support/facts.ts";
import { email, harbour, openPortal, type Portal, password } from "./support/portal.ts";

/** Every observed fact, one assertion each, with the observed selectors, under addresses without a port. */
let opened: Portal;
const portal = () => opened;

beforeAll(async () => {
  opened = await openPortal();
  await opened.control.seed(
    {
      email,
      password,
      restaurants: [
        harbour,
        { name: "Harbour Noodle Bar", subdomain: "harbournoodlebar", address: "40 Other Road, Nelson" },
      ],
    },
    { email: "empty@example.test", password: "none yet" },
  );
});
afterAll(() => opened?.close());

loginFacts(portal);
dashboardFacts(portal);
createFacts(portal);
menuFacts(portal);
optionSetFacts(portal);
tagFacts(portal);
websiteFacts(portal);
otherPageFacts(portal);

test("every A fact and nine of ten B facts are covered", () => {
  const { A, B, C } = coverage();
  for (const [grade, { covered, listed, missing }] of Object.entries({ A, B, C })) {
    console.log(
      `grade ${grade}: ${covered} / ${listed} covered${missing.length > 0 ? `, missing ${missing.join(", ")}` : ""}`,
    );
  }
  expect(A.missing).toEqual([]);
  expect(B.covered / B.listed).toBeGreaterThanOrEqual(0.9);
});
