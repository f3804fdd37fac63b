import type { ActionStep } from "../definition";
import type { StepKind } from "./step-kind";
import { webhook } from "./webhook";

/** Every kind of step, by the name that definitions give it. */
export const stepKinds: Record<ActionStep["kind"], StepKind> = { webhook };
