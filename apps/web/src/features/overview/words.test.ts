import { describe, expect, it } from "vitest";
import { overviewSentence } from "./words";

describe("the sentence of the overview", () => {
  it.each([
    [{ needs: 0, running: 0, waiting: 0 }, "Nothing needs you. Nothing is running or waiting."],
    [{ needs: 1, running: 1, waiting: 1 }, "One thing needs you. One job is running, one waits."],
    [{ needs: 4, running: 2, waiting: 3 }, "Four things need you. Two jobs are running, three wait."],
    [{ needs: 0, running: 0, waiting: 2 }, "Nothing needs you. Nothing is running, two wait."],
    [{ needs: 0, running: 0, waiting: 1_001 }, "Nothing needs you. Nothing is running, over 1,000 wait."],
    [{ needs: 31, running: 3, waiting: 0 }, "31 things need you. Three jobs are running."],
  ])("%o", (counts, words) => {
    const { first, second } = overviewSentence(counts);
    expect(`${first} ${second}`).toBe(words);
  });
});
