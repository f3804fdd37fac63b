import { createContext } from "react";
import type { ImportedRequest } from "@/server/actions/import/imported-request";
import type { TemplateScope } from "@/server/actions/templates/template-scope";

/** The editor's context for the fields of a step. */
export interface Surroundings {
  /** The bot that the action belongs to. */
  botId: string;
  stepKey: string;
  /** The names that the step's templates may use; null outside a step. */
  scope: TemplateScope | null;
  /** The step's result in the run last shown. */
  lastBody: unknown;
  /** Fills a webhook step with an imported request; optionally moves its secrets into constants. */
  fillStep: (stepKey: string, request: ImportedRequest, options: { hideSecrets: boolean }) => void;
}

export const StepSurroundings = createContext<Surroundings>({
  botId: "",
  stepKey: "",
  scope: null,
  lastBody: undefined,
  fillStep: () => {},
});
