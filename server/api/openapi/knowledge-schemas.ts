import { z } from "zod";
import { apiSourcePage, wholeApiSource } from "@/server/knowledge/api-sources/api-source";
import { withoutDialect } from "./without-dialect";

/** Returns the schemas of the knowledge base's sources. */
export function knowledgeSchemas() {
  return { KnowledgeSourcePage: schemaOf(apiSourcePage), KnowledgeSource: schemaOf(wholeApiSource) };
}

function schemaOf(schema: z.ZodObject) {
  return withoutDialect(z.toJSONSchema(schema, { io: "input" }));
}
