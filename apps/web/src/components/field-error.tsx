import { CircleX } from "lucide-react";

export function FieldError({ id, message }: { id: string; message: string | undefined }) {
  if (!message) return null;
  return (
    <p id={id} className="mt-1.5 flex gap-1.5 text-13 text-fail [&_svg]:!size-3.5">
      <CircleX aria-hidden className="mt-[3px]" />
      {message}
    </p>
  );
}
