"use client";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

/**
 * A button that can say why it cannot be pressed. It stays reachable by keyboard, so that its reason can be heard.
 * @param whyNot the reason; undefined when it can be pressed
 */
export function MayButton({ whyNot, onClick, ...rest }: ButtonProps & { whyNot: string | undefined }) {
  if (!whyNot) return <Button onClick={onClick} {...rest} />;
  const { asChild: _asChild, type: _type, ...plain } = rest;
  return (
    <Tooltip text={whyNot}>
      <Button {...plain} type="button" aria-disabled onClick={(event) => event.preventDefault()} />
    </Tooltip>
  );
}
