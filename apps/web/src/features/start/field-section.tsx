import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import type { FormField } from "./form-fields";

/** Controls that bring a card of their own. */
const IS_CARD: readonly FormField["kind"][] = ["menu_file"];
const IS_WIDE: readonly FormField["kind"][] = ["hours", "json", "group", "code", "option_sets", "item_tags"];
/** Between lines, when it is not alone: it is a table of its own. */
const IS_LINED: readonly FormField["kind"][] = ["hours", "json"];

export type Section = { title: string | undefined; fields: FormField[] };

/** Fields in the schema's order, a new part at each heading and around each field that is a card by itself. */
export function sectionsOf(fields: readonly FormField[]): Section[] {
  const sections: Section[] = [];
  for (const field of fields) {
    const last = sections.at(-1);
    const isApart = IS_CARD.includes(field.kind) || last?.fields.some(isCard);
    if (!last || field.section !== undefined || isApart) sections.push({ title: field.section, fields: [field] });
    else last.fields.push(field);
  }
  return sections;
}

const isCard = ({ kind }: FormField): boolean => IS_CARD.includes(kind);

type FieldSectionProps = Section & { drawn: (field: FormField) => ReactNode };

/** Fields that belong together: two beside each other on a desk. */
export function FieldSection({ title, fields, drawn }: FieldSectionProps) {
  const [only] = fields;
  if (only && isCard(only)) return <div className="mt-4">{drawn(only)}</div>;
  return (
    <Card className="mt-4 p-4 desk:p-6">
      {title ? <h2 className="mb-4 text-16 font-heading">{title}</h2> : null}
      <div className="grid items-start gap-x-4 gap-y-5 desk:grid-cols-2">
        {fields.map((field) => (
          <div
            key={field.name}
            className={cn(
              "min-w-0",
              IS_WIDE.includes(field.kind) && "col-span-full",
              IS_LINED.includes(field.kind) && fields.length > 1 && "border-y border-line py-5",
            )}
          >
            {drawn(field)}
          </div>
        ))}
      </div>
    </Card>
  );
}
