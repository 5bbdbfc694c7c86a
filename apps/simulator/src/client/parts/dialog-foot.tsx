import { Alert, Button } from "./form.tsx";

export function DialogFoot({ isBusy, problem }: { isBusy: boolean; problem: string | undefined }) {
  return (
    <div className="dialog-foot">
      <Alert text={problem} />
      <Button type="submit" look="primary" disabled={isBusy}>
        Save
      </Button>
    </div>
  );
}
