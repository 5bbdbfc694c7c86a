import { PLAIN_BUTTON, PlainPage } from "@/components/plain-page";
import { FRAME_WORDS as W } from "./words";

export function NotHere() {
  return (
    <PlainPage
      title={W.noPage}
      action={
        <a href="/" className={PLAIN_BUTTON}>
          {W.toOverview}
        </a>
      }
    >
      {W.noPageText}
    </PlainPage>
  );
}
