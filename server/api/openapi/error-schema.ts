import { z } from "zod";
import { withoutDialect } from "./without-dialect";

/** The body of every refusal and failure (CONTRACTS §8). */
export const errorBody = z.object({
  error: z.object({
    code: z.string().meta({ description: "The kind of the failure, for programs.", example: "invalid" }),
    message: z.string().meta({ description: "What is wrong and how to fix it, for people." }),
    request_id: z.string().meta({ description: "Names the request in the log of Parley." }),
    details: z
      .array(
        z.object({
          path: z
            .array(z.union([z.string(), z.int()]))
            .meta({ description: "Where the fault is, such as the name of a parameter. Empty for the whole request." }),
          message: z.string(),
        }),
      )
      .meta({ description: "Every fault of the request." }),
  }),
});

/** The schema of that body for the OpenAPI document. */
export function errorSchema() {
  return withoutDialect(z.toJSONSchema(errorBody, { io: "input" }));
}
