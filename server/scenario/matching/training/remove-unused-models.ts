import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** Removes models that no version refers to and nothing has used for a day, such as those of earlier drafts. Returns no events. */
export async function removeUnusedModels(limit = 100): Promise<[]> {
  await db.execute(sql`
    delete from phrase_models as model
    where (model.workspace_id, model.key) in (
      select unused.workspace_id, unused.key from phrase_models as unused
      where unused.used_at < now() - interval '1 day'
        and not exists (
          select from bot_versions as version
          where version.workspace_id = unused.workspace_id
            and version.snapshot -> 'scenario' ->> 'phraseModel' = split_part(unused.key, '.', 2))
      limit ${limit})`);
  return [];
}
