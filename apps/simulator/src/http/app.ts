import type { FaultBoard } from "../faults/board.ts";
import type { ProfileName } from "../profiles.ts";
import type { FileShelf } from "../store/files.ts";
import type { Journal } from "../store/journal.ts";

export type Bundle = { script: string; style: string; version: string };

/** What one running simulator consists of. */
export type App = {
  journal: Journal;
  files: FileShelf;
  board: FaultBoard;
  profile: ProfileName;
  bundle: Bundle;
  wrongPasswords: Map<string, number>;
  runningImports: number;
};
