import { z } from "zod";
import { nameText } from "@/server/input-types";
import { identifier } from "@/server/text/identifier";
import { actionConstant, actionDefinition } from "@/server/schemas/action-definition";

const [plainConstant, sealedConstant] = actionConstant.options;

export const constantInput = z.discriminatedUnion("secret", [
  plainConstant,
  sealedConstant.omit({ sealed: true }).extend({
    /** Null keeps the stored secret. */
    value: z.string().max(10_000).nullable(),
    /** The name under which the kept secret is stored, if it gets another one. */
    storedAs: identifier.optional(),
  }),
]);

/** An action as the editor sends and receives it: a secret is sent as text and returned as null. */
export const definitionInput = actionDefinition.extend({
  name: nameText("Give the action a name.", 100),
  constants: z.array(constantInput).max(50),
});

export type ConstantInput = z.infer<typeof constantInput>;
export type DefinitionInput = z.infer<typeof definitionInput>;
