import { type SQL, sql } from "drizzle-orm";
import type { Slots } from "@/db/statement";

interface VisitorValues {
  clientEmail: string | null;
  language: string | null;
  pageUrl: string | null;
  /** JSON. */
  variables: string;
  consentVersion: number | null;
}

/** Parts of the statement that stores a message, each beginning with a comma. */
export interface VisitorParts {
  columns: SQL;
  values: SQL;
  changes: SQL;
}

/** Stores with a message what it says about its visitor. A value that it does not give is left unchanged. */
export function visitorParts({
  clientEmail,
  language,
  pageUrl,
  variables,
  consentVersion,
}: Slots<VisitorValues>): VisitorParts {
  const consent = sql`${consentVersion}::integer`;
  return {
    columns: sql`, client_email, language, page_url, variables, consent_version, consent_at`,
    values: sql`, ${clientEmail}, ${language}, ${pageUrl}, ${variables}::jsonb, ${consent},
        case when ${consent} is not null then now() end`,
    changes: sql`,
        client_email = coalesce(excluded.client_email, c.client_email),
        language = coalesce(excluded.language, c.language),
        page_url = coalesce(excluded.page_url, c.page_url),
        variables = c.variables || excluded.variables,
        consent_version = coalesce(excluded.consent_version, c.consent_version),
        consent_at = case when excluded.consent_version <> coalesce(c.consent_version, 0)
          then excluded.consent_at else c.consent_at end`,
  };
}
