import { z } from "zod";
import { actionStep } from "@/server/schemas/action-definition";
import type { FieldMeta } from "@/server/schemas/steps/field-meta";

/** The fields that the schemas of steps describe, in their order, by key. */
export const schemaFields: ReadonlyMap<string, FieldMeta> = new Map(
  actionStep.options
    .flatMap(({ shape }) => Object.entries(shape))
    .flatMap(([key, schema]) => {
      const meta = z.globalRegistry.get(schema)?.field;
      return meta ? [[key, meta] as const] : [];
    }),
);
