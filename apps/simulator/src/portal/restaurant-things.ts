import { nanoid } from "nanoid";
import { z } from "zod";
import { type Call, type Endpoint, ownRestaurant, Refusal, signedIn } from "../http/call.ts";
import type { Collections, PartKind, Put } from "../store/state.ts";
import { changesBetween } from "./changes.ts";
import { isVisible } from "./restaurants.ts";

type Kept = "optionSets" | "tags" | "parts";
type Thing = { id: string; createdAt: string; restaurantId: string; kind?: PartKind };

type Noun<Name extends Kept> = {
  /** In the path, plural, and as the key of the list's answer. */
  plural: string;
  /** In effect kinds. */
  word: string;
  collection: Name;
  schema: z.ZodType<object>;
  partKind?: PartKind;
  /** For option sets and tags, whose names the fault `names-unique` compares. */
  hasNames?: boolean;
  /** What the journal never shows. */
  secretKey?: string;
};

/** List, create, change and remove: the same four requests for every small thing a restaurant owns. */
function endpointsFor<Name extends Kept>(noun: Noun<Name>): Endpoint[] {
  const path = `/api/restaurants/:id/${noun.plural}`;
  const all = (call: Call): Thing[] => {
    const { id } = ownRestaurant(call);
    const things: Thing[] = [...call.state[noun.collection].values()];
    return things.filter((thing) => thing.restaurantId === id && thing.kind === noun.partKind);
  };
  const one = (call: Call): Thing => {
    const thing = all(call).find((candidate) => candidate.id === call.params.thingId);
    if (!thing) throw new Refusal(404, "It is no longer there.");
    return thing;
  };
  // The schema made the value what its collection holds; the generic name hides that from the compiler.
  const put = (id: string, value: object | null) =>
    ({ in: noun.collection, id, value: value as Collections[Name] | null }) as Put;
  const effect = (call: Call, what: string, more: object) => ({
    kind: `${noun.word}.${what}`,
    account: signedIn(call).email,
    restaurantId: ownRestaurant(call).id,
    ...more,
  });
  const shown = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => key !== noun.secretKey));
  const checkName = (call: Call, values: object, exceptId?: string) => {
    if (!noun.hasNames || !call.faults.has("names-unique") || !("name" in values)) return;
    const isTaken = all(call).some((other) => other.id !== exceptId && "name" in other && other.name === values.name);
    if (isTaken) throw new Refusal(422, "This name is already in use.");
  };
  return [
    {
      method: "GET",
      path,
      needs: "account",
      handle: (call) => ({
        status: 200,
        body: { [noun.plural]: all(call).filter((thing) => isVisible(call, thing.createdAt)) },
      }),
    },
    {
      method: "POST",
      path,
      effect: `${noun.word}.create`,
      needs: "account",
      handle(call) {
        const values = noun.schema.parse(call.body);
        checkName(call, values);
        const about = { id: nanoid(9), restaurantId: ownRestaurant(call).id, createdAt: call.now.toISOString() };
        const thing = { ...values, ...about, ...(noun.partKind ? { kind: noun.partKind } : {}) };
        return {
          status: 201,
          body: thing,
          puts: [put(about.id, thing)],
          effects: [effect(call, "create", { id: about.id, values: shown(values) })],
        };
      },
    },
    {
      method: "PUT",
      path: `${path}/:thingId`,
      effect: `${noun.word}.update`,
      needs: "account",
      handle(call) {
        const before = one(call);
        const values = noun.schema.parse(call.body);
        checkName(call, values, before.id);
        const after = { ...before, ...values };
        const changed = changesBetween(shown(before), shown(after));
        return {
          status: 200,
          body: after,
          puts: [put(before.id, after)],
          effects: [effect(call, "update", { id: before.id, changed })],
        };
      },
    },
    {
      method: "DELETE",
      path: `${path}/:thingId`,
      effect: `${noun.word}.delete`,
      needs: "account",
      handle(call) {
        const { id } = one(call);
        return { status: 204, puts: [put(id, null)], effects: [effect(call, "delete", { id })] };
      },
    },
  ];
}

const name = z.string().trim().min(1, "Please enter a name.");

const optionSet = z.object({
  internalNote: z.string().default(""),
  name,
  displayName: z.string(),
  options: z.array(
    z.object({
      name: z.string().trim().min(1, "Please enter a name for every option."),
      printName: z.string(),
      price: z.string(),
      preselected: z.boolean(),
    }),
  ),
  required: z.boolean(),
  selectMultiple: z.boolean(),
  enableQuantity: z.boolean(),
  min: z.string(),
  max: z.string(),
  dishIds: z.array(z.string()),
});

const tag = z.object({
  name,
  text: z.string(),
  icon: z.string(),
  background: z.string(),
  color: z.string(),
  dishIds: z.array(z.string()),
});

const part = z.object({
  secret: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
const partOf = (plural: string, partKind: PartKind) =>
  endpointsFor({ plural, word: partKind, collection: "parts", schema: part, partKind, secretKey: "secret" });

export const restaurantThingEndpoints = [
  ...endpointsFor({
    plural: "option-sets",
    word: "option-set",
    collection: "optionSets",
    schema: optionSet,
    hasNames: true,
  }),
  ...endpointsFor({ plural: "tags", word: "tag", collection: "tags", schema: tag, hasNames: true }),
  ...partOf("printers", "printer"),
  ...partOf("webhooks", "webhook"),
  ...partOf("payment-methods", "payment-method"),
];
