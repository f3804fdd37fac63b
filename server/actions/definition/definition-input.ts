import { z } from "zod";
import { actionConstant, actionDefinition } from "@/server/schemas/action-definition";

const [plainConstant, sealedConstant] = actionConstant.options;

export const constantInput = z.discriminatedUnion("secret", [
  plainConstant,
  // Null keeps the secret that is stored under this name.
  sealedConstant.omit({ sealed: true }).extend({ value: z.string().max(10_000).nullable() }),
]);

/** An action as its editor sends and sees it: a secret goes in as text and comes back as null. */
export const definitionInput = actionDefinition.extend({ constants: z.array(constantInput).max(50) });

export type ConstantInput = z.infer<typeof constantInput>;
export type DefinitionInput = z.infer<typeof definitionInput>;
