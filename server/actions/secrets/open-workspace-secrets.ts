import { and, eq, inArray } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { workspaceSecrets } from "@/db/schema/secrets";
import type { ActionDefinition, ActionStep } from "@/server/schemas/action-definition";
import { openSecret } from "@/server/secrets/secret-box";
import { StepFault } from "../step-fault";
import { secretNamesIn } from "./secret-references";

/** The values of workspace secrets by name; null for one that cannot be decrypted. */
export type OpenedSecrets = ReadonlyMap<string, string | null>;

/**
 * Opens the workspace secrets that an action uses, with their values of now. Ones that do not exist are left out.
 * Without references, it does not read the database.
 */
export async function openWorkspaceSecrets(
  workspaceId: string,
  { steps }: Pick<ActionDefinition, "steps">,
  on: Pick<Executor, "select"> = db,
): Promise<OpenedSecrets> {
  const names = secretNamesIn(steps);
  if (names.length === 0) return new Map();
  const rows = await on
    .select({ name: workspaceSecrets.name, sealed: workspaceSecrets.sealed })
    .from(workspaceSecrets)
    .where(and(eq(workspaceSecrets.workspaceId, workspaceId), inArray(workspaceSecrets.name, names)));
  return new Map(rows.map(({ name, sealed }) => [name, open(sealed)]));
}

/** The values that must be masked in everything that is stored or shown. */
export function valuesOf(opened: OpenedSecrets): string[] {
  return [...opened.values()].filter((value) => value !== null);
}

/** Why a step cannot run: a secret that it uses is missing or unreadable. Null when it can. */
export function missingSecret(step: ActionStep, opened: OpenedSecrets): StepFault | null {
  for (const name of secretNamesIn(step)) {
    const value = opened.get(name);
    if (value === undefined) return new StepFault(absentSecret(name));
    if (value === null) {
      const fix = "Enter its value again in Settings > Secrets.";
      return new StepFault(`The workspace secret "${name}" cannot be read any more. ${fix}`);
    }
  }
  return null;
}

/** Says that a secret is used but does not exist. */
export function absentSecret(name: string): string {
  return `There is no workspace secret "${name}". Add it in Settings > Secrets, or take {{secrets.${name}}} out.`;
}

function open(sealed: string): string | null {
  try {
    return openSecret(sealed);
  } catch {
    // It was sealed under another PARLEY_SECRET; `missingSecret` reports it.
    return null;
  }
}
