/** Controls that the admin draws by name. A field without one gets what its schema's type suggests. */
export type Control =
  | "menu_file"
  | "image"
  | "code"
  | "colour"
  | "font"
  | "cards"
  | "option_sets"
  | "item_tags"
  /** parts that are there or not, as a whole */
  | "group";

/** How the admin's form shows one field of an input. */
export type FormFieldMeta = {
  label: string;
  /** Taken from the restaurant, or set by the control of another field. */
  hidden?: true;
  control?: Control;
  /** one sentence under the field */
  note?: string;
  /** the heading that begins with this field and holds until the next */
  section?: string;
  /** beside the plan, not among the fields */
  place?: "side";
  /** words for the values of an enum */
  choices?: Readonly<Record<string, { label: string; note?: string }>>;
};

/** `.meta(formField({ … }))`: the same object, checked. */
export function formField(meta: FormFieldMeta): FormFieldMeta {
  return meta;
}

/** What the admin's form as a whole shows beside its fields. */
export type FormMeta = { preview: "store" };
