import { connect, type Database, disconnect } from "@pumpd/db";
import postgres from "postgres";
import { z } from "zod";

/** What one statement did inside the server. */
export type Watched = {
  text: string;
  /** pages of 8 kB it looked at, in memory or not */
  buffers: number;
  /** of these, what the outermost LIMIT looked at: finding the rows, without what is shown beside them */
  findBuffers: number;
  /** server time in milliseconds: for a report, never for an assertion */
  ms: number;
  /** "Index Scan on jobs using jobs_updated" and the like, outermost first */
  nodes: string[];
};

export type StatementWatch = {
  /** connected as the given URL says; only its statements are seen */
  db: Database;
  /** What `work` made the server do; statements that read no page, like entering a scope, are left out. */
  during: (work: () => Promise<unknown>) => Promise<Watched[]>;
  close: () => Promise<void>;
};

type WatchUrls = { ownerUrl: string; url: string };

/** Lets the server tell of each statement as it really ran: its own plan with counted pages, not one made up afterwards. */
export async function watchStatements({ ownerUrl, url }: WatchUrls): Promise<StatementWatch> {
  await explainAlways(ownerUrl);
  let heard: Watched[] = [];
  const db = connect(url, {
    applicationName: "watched",
    max: 1,
    onNotice: (message) => {
      const watched = read(message);
      if (watched) heard.push(watched);
    },
  });
  // The session's settings are those of its beginning.
  await db.execute("select 1");
  return {
    db,
    during: async (work) => {
      heard = [];
      await work();
      return heard.filter(({ buffers }) => buffers > 0);
    },
    close: () => disconnect(db),
  };
}

async function explainAlways(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const name = sql(new URL(ownerUrl).pathname.slice(1));
    await sql`alter database ${name} set session_preload_libraries = 'auto_explain'`;
    await sql`alter database ${name} set auto_explain.log_min_duration = 0`;
    await sql`alter database ${name} set auto_explain.log_analyze = on`;
    await sql`alter database ${name} set auto_explain.log_buffers = on`;
    await sql`alter database ${name} set auto_explain.log_timing = off`;
    await sql`alter database ${name} set auto_explain.log_format = 'json'`;
    await sql`alter database ${name} set auto_explain.log_level = 'notice'`;
  } finally {
    await sql.end();
  }
}

const nodeSchema = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Shared Hit Blocks": z.number(),
  "Shared Read Blocks": z.number(),
  get Plans() {
    return z.array(nodeSchema).optional();
  },
});
const explainedSchema = z.object({ "Query Text": z.string(), Plan: nodeSchema });
type PlanNode = z.infer<typeof nodeSchema>;

function read(message: string): Watched | undefined {
  const found = /^duration: ([\d.]+) ms\s+plan:\s*(\{[\s\S]*\})\s*$/.exec(message);
  if (!found) return undefined;
  const { "Query Text": text, Plan } = explainedSchema.parse(JSON.parse(found[2] ?? ""));
  return {
    text,
    ms: Number(found[1]),
    buffers: buffersOf(Plan),
    findBuffers: buffersOf(outermostLimit(Plan) ?? Plan),
    nodes: nodesOf(Plan),
  };
}

const buffersOf = (node: PlanNode) => node["Shared Hit Blocks"] + node["Shared Read Blocks"];

function outermostLimit(node: PlanNode): PlanNode | undefined {
  if (node["Node Type"] === "Limit") return node;
  for (const child of node.Plans ?? []) {
    const found = outermostLimit(child);
    if (found) return found;
  }
  return undefined;
}

function nodesOf(node: PlanNode): string[] {
  const on = node["Relation Name"] ? ` on ${node["Relation Name"]}` : "";
  const using = node["Index Name"] ? ` using ${node["Index Name"]}` : "";
  return [`${node["Node Type"]}${on}${using}`, ...(node.Plans ?? []).flatMap(nodesOf)];
}
