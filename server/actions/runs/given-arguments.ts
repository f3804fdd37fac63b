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
 * The typed-in arguments of a trial, checked as a model's are: a time without an offset is the bot's.
 * @param used Those that count, where not all do: what is wrong with others is no fault.
 * @throws DomainError `invalid` with the path of each argument that is missing or ill-typed.
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
