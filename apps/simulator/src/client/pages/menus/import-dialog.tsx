import { useState } from "react";
import { call, messageOf } from "../../api.ts";
import { Alert, Button } from "../../parts/form.tsx";
import { Modal } from "../../parts/modal.tsx";

const confirmWord = "import";

type Props = { base: string; onClose: () => void; onDone: () => void };

/** First a word against haste, then the file. Success closes it without a message. */
export function ImportDialog({ base, onClose, onDone }: Props) {
  const [word, setWord] = useState("");
  const [isConfirmed, setConfirmed] = useState(false);
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const upload = async () => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    const form = new FormData();
    form.append("file", file);
    try {
      await call("POST", `${base}/menus/import`, form);
      onDone();
    } catch (problem) {
      const text = messageOf(problem);
      if (text === "") onClose();
      else setProblem(text);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal title="CSV Import" size="narrow" onClose={onClose}>
      {isConfirmed ? (
        <div className="stack">
          <p>Pick the CSV file with your menu.</p>
          <input type="file" accept=".csv,text/csv" onChange={(event) => setFile(event.target.files?.[0])} />
          <Alert text={problem} />
          <Button look="primary" disabled={!file || isBusy} onClick={upload}>
            Upload
          </Button>
        </div>
      ) : (
        <div className="stack">
          <p>
            This changes the menus of your store. Type <strong>{confirmWord}</strong> to continue.
          </p>
          <input type="text" value={word} onChange={(event) => setWord(event.target.value)} />
          <Button look="primary" disabled={word.trim() !== confirmWord} onClick={() => setConfirmed(true)}>
            Proceed
          </Button>
        </div>
      )}
    </Modal>
  );
}
