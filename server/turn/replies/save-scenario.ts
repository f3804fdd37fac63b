import { type SQL, sql } from "drizzle-orm";
import type { Slots } from "@/db/statement";
import { insertEvent } from "@/server/conversations/change-conversation";
import { newId } from "@/server/ids";
import type { ScenarioResult } from "@/server/scenario/run/scenario-input";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";

/**
 * What a turn's scenario changes. It is part of the statement that ends the turn, so that a turn which was overtaken
 * changes nothing.
 */
export type ScenarioValues = ReturnType<typeof scenarioValues>;

export function scenarioValues(scenario: ScenarioResult | undefined) {
  return {
    /** JSON; null leaves the state unchanged. */
    scenarioState: scenario?.state ? toJson(scenario.state) : null,
    /** JSON objects and lists. */
    scenarioVariables: toJson(scenario?.variables ?? {}),
    scenarioVisits: toJson(scenario?.visits ?? []),
    /** JSON; null leaves the place unchanged. */
    scenarioPlace: scenario?.place ? toJson(scenario.place) : null,
    nextBotId: scenario?.switchTo ?? null,
    switchedId: newId("conversationEvent"),
  };
}

function toJson(value: object): string {
  return JSON.stringify(mapStrings(value, storableText));
}

type Params = Slots<ScenarioValues & Record<"turnId" | "workspaceId" | "messageId", string>>;

/** Part of the SET list of an UPDATE of `conversations c`. A bot that was deleted meanwhile is not switched to. */
export function keptScenario({ scenarioState, scenarioVariables, turnId }: Params): SQL {
  return sql`
    scenario_state = coalesce(${scenarioState}::jsonb, c.scenario_state),
    variables = c.variables || ${scenarioVariables}::jsonb,
    bot_id = coalesce((select id from next_bot), c.bot_id),
    bot_turn_id = case when exists (select from next_bot) then ${turnId} else c.bot_turn_id end`;
}

/** Part of a WITH clause: the bot to switch to. */
export function nextBot({ nextBotId, workspaceId }: Params): SQL {
  return sql`
    next_bot as materialized (
      select id, name from bots where id = ${nextBotId}::text and workspace_id = ${workspaceId}
    )`;
}

/** Part of a WITH clause: the visits, the newest place and the entry in the thread, for the conversation in `held`. */
export function scenarioRows(params: Params): SQL {
  const { scenarioVisits, scenarioPlace, turnId, messageId, switchedId } = params;
  const by = { actor: "bot" } as const;
  const switched = sql`(
    select held.id, held.workspace_id, next_bot.name from held, next_bot
  ) switched`;
  return sql`
    visited as (
      insert into scenario_visits
        (turn_id, position, workspace_id, bot_id, bot_version_id, conversation_id, interaction_id, row_id)
      select ${turnId}, visit.position, held.workspace_id, visit."botId", visit."botVersionId", held.id,
        visit."interactionId", visit."rowId"
      from held, rows from (
        jsonb_to_recordset(${scenarioVisits}::jsonb)
          as ("botId" text, "botVersionId" text, "interactionId" text, "rowId" text)
      ) with ordinality as visit("botId", "botVersionId", "interactionId", "rowId", position)
    ), placed as (
      insert into scenario_places (conversation_id, workspace_id, bot_id, bot_version_id, interaction_id, message_id)
      select held.id, held.workspace_id, place ->> 'botId', place ->> 'botVersionId', place ->> 'interactionId', ${messageId}
      from held, (select ${scenarioPlace}::jsonb as place) given where place is not null
      on conflict (conversation_id) do update set
        bot_id = excluded.bot_id, bot_version_id = excluded.bot_version_id, interaction_id = excluded.interaction_id,
        message_id = excluded.message_id, since = now()
    ), switched as (
      ${insertEvent(switched, { id: switchedId, kind: "bot_switched", by, text: sql`name` })}
    )`;
}
