import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { readArguments } from "../definition/argument-schema";
import type { ActionDefinition } from "@/server/schemas/action-definition";

interface Called {
  botId: string;
  definition: Pick<ActionDefinition, "arguments">;
}

/**
 * Validates the arguments of a trial as it would a model's; a time without an offset is in the bot's time zone.
 * @param used The names of the arguments to check, if only some are used; faults in others are ignored.
 * @throws DomainError `invalid` with the path of each argument that is missing or has the wrong type.
 */
export async function givenArguments(
  ctx: ServiceContext,
  { botId, definition }: Called,
  given: Record<string, unknown>,
  used?: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  const [bot] = await db
    .select({ timeZone: bots.timeZone })
    .from(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)));
  const { values, faults } = readArguments(definition, given, bot?.timeZone);
  const counting = faults.filter(({ argument }) => used?.has(argument.name) ?? true);
  if (counting.length === 0) return values;
  const details = counting.map(({ argument, message }) => ({ path: ["arguments", argument.name], message }));
  const names = counting.map(({ argument }) => argument.name).join(", ");
  throw new DomainError("invalid", `The action was not called. Check these arguments: ${names}.`, { details });
}
