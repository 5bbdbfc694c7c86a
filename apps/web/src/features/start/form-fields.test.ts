import { definitions } from "@pumpd/automations/definitions";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formFieldsOf, hiddenFieldsOf, withDefaults } from "./form-fields";

describe("a form computed from a definition", () => {
  it("has a field for each input of registration, in its order, with the definition's labels", () => {
    const fields = formFieldsOf(definitions.register_restaurant.input);
    expect(fields.map((field) => `${field.label}: ${field.kind}`)).toEqual([
      "Name: text",
      "Store address: text",
      "Street address: text",
      "Phone: text",
      "Opening hours: hours",
      "Country: choice",
      "Timezone: text",
      "Prices include tax: switch",
    ]);
  });

  it("draws what the schema's metadata asks for, leaves out what is hidden, and begins with the defaults", () => {
    const { input } = definitions.upload_menu;
    expect(formFieldsOf(input).map(({ name, kind, place }) => [name, kind, place])).toEqual([
      ["file", "menu_file", undefined],
      ["menuName", "text", undefined],
      ["mode", "cards", "side"],
    ]);
    expect(hiddenFieldsOf(input)).toEqual(["upstreamId", "subdomain", "counts", "areFormulasConfirmed"]);
    expect(withDefaults(input, { menuName: "Dinner" })).toEqual({
      mode: "new",
      areFormulasConfirmed: false,
      menuName: "Dinner",
    });
  });

  it("sees a text field behind a transformation, and a group with fields of its own", () => {
    const fields = formFieldsOf(definitions.configure_website.input);
    expect(fields.find(({ name }) => name === "facebookUrl")).toMatchObject({ kind: "text", label: "Facebook" });
    expect(fields.find(({ name }) => name === "header")).toMatchObject({
      kind: "group",
      fields: [{ kind: "switch" }, { kind: "image" }, { kind: "image" }],
    });
    for (const { input } of Object.values(definitions))
      expect(formFieldsOf(input).filter(({ kind }) => kind === "json")).toEqual([]);
  });

  it("sees through defaults and options, and offers what it does not know as text to edit", () => {
    const fields = formFieldsOf(
      z.object({ a: z.string().default("").meta({ label: "A" }), b: z.array(z.string()).optional() }),
    );
    expect(fields).toEqual([
      { name: "a", label: "A", isOptional: true, kind: "text" },
      { name: "b", label: "b", isOptional: true, kind: "json" },
    ]);
  });
});
