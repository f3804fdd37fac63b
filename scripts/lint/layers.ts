import { dirname, join } from "node:path";

export interface Layer {
  name: string;
  folders: readonly string[];
}

/**
 * The order of imports, lowest layer first; ARCHITECTURE.md shows it as a table. A folder may import the folders that
 * are listed before it, even within its layer. Single files are listed without extension.
 */
export const layers: readonly Layer[] = [
  {
    name: "Foundations",
    folders: [
      "server/text",
      "server/errors",
      "server/ids",
      "server/later",
      "server/env",
      "server/log",
      "server/input-types",
      "server/roles",
    ],
  },
  { name: "Schemas", folders: ["server/messages", "server/schemas"] },
  { name: "Requests", folders: ["server/service-context", "server/secrets", "server/http", "server/outbound"] },
  { name: "Database", folders: ["db"] },
  {
    name: "Services",
    folders: [
      "server/outbox",
      "server/webhooks",
      "server/emails",
      "server/accounts",
      "server/files",
      "server/models",
      "server/notifications",
      "server/events",
    ],
  },
  {
    name: "Data",
    folders: [
      "server/conversations",
      "server/tables",
      "server/audit",
      "server/raffles",
      "server/polls",
      "server/knowledge",
    ],
  },
  { name: "Bots", folders: ["server/actions", "server/scenario", "server/bots", "server/languages", "server/turn"] },
  { name: "People", folders: ["server/team", "server/channels", "server/inbox", "server/guide", "server/search"] },
  { name: "Entrances", folders: ["server/trpc", "server/api", "server/demo", "inngest"] },
  { name: "Widget", folders: ["widget"] },
  {
    name: "Building blocks of screens",
    folders: [
      "components/ui",
      "components/uploads",
      "components/trpc",
      "components/theme",
      "components/live",
      "components/brand",
      "components/trace",
      "components/chat",
    ],
  },
  {
    name: "Parts of screens",
    folders: [
      "components/actions",
      "components/conversations",
      "components/action-runs",
      "components/channels",
      "components/notifications",
      "components/bot-templates",
      "components/workspaces",
    ],
  },
  {
    name: "Screens",
    folders: [
      "components/inbox",
      "components/guide",
      "components/shell",
      "components/test-chat",
      "components/bot-editor",
      "components/knowledge",
      "components/bot-settings",
      "components/bot-languages",
      "components/scenario",
      "components/bots",
      "components/auth",
      "components/account",
      "components/settings",
      "components/events",
      "components/tables",
      "components/raffles",
      "components/polls",
      "components/chat-page",
    ],
  },
  { name: "Addresses", folders: ["app"] },
  { name: "Tools", folders: ["e2e", "scripts"] },
];

const order = layers.flatMap(({ name, folders }) => folders.map((folder) => ({ folder, layer: name })));

/**
 * Why a file may not import another; null if it may. Paths are relative to the repository. JSON may be imported from
 * everywhere. Tests, the helpers in `testing/` and tools may import everything, and only they may import those helpers.
 */
export function layerFault(from: string, to: string): string | null {
  if (isForTests(from) || isTool(from) || isAtRoot(from) || to.endsWith(".json")) return null;
  if (isForTests(to)) return `Only tests may import from a testing folder: ${to}.`;
  const [importer, imported] = [placeOf(from), placeOf(to)];
  if (!importer) return `${dirname(from)} is in no layer. Add it to scripts/lint/layers.ts and ARCHITECTURE.md.`;
  if (!imported) return `${to} is in no layer. Add it to scripts/lint/layers.ts and ARCHITECTURE.md.`;
  if (imported.at <= importer.at) return null;
  return (
    `${importer.folder} (${importer.layer}) may not import ${imported.folder} (${imported.layer}), which comes later in ` +
    "the order of layers (ARCHITECTURE.md). Move what both need below, or let the caller pass it in."
  );
}

function isForTests(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.split("/").includes("testing");
}

function isTool(path: string): boolean {
  return /^(e2e|scripts)\//.test(path);
}

/** Settings of tools, and the files that Next.js expects there. */
function isAtRoot(path: string): boolean {
  return !path.includes("/");
}

function placeOf(path: string): { folder: string; layer: string; at: number } | null {
  const at = order.findIndex(({ folder }) => path === folder || path.startsWith(`${folder}/`) || isFile(path, folder));
  const place = order[at];
  return place ? { ...place, at } : null;
}

function isFile(path: string, name: string): boolean {
  return path.replace(/\.tsx?$/, "") === name;
}

/** The path that an import specifier refers to, relative to the repository; null for a package. */
export function importedPath(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  return specifier.startsWith(".") ? join(dirname(from), specifier) : null;
}
