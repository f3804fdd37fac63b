import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { ModelChoice } from "@/server/schemas/model-choice";
import type { ModelOption } from "./bot-types";

interface ModelSelectProps {
  models: ModelOption[];
  /** Null only with `none`. */
  value: ModelChoice | null;
  disabled?: boolean;
  /** The label of the choice of no model; without it, a model must be chosen. */
  none?: string;
  onChange: (model: ModelChoice | null) => void;
}

/** Has no slash, unlike the keys of models. */
const NONE = "none";

/** Chooses one of the workspace's models. */
export function ModelSelect({ models, value, disabled, none, onChange }: ModelSelectProps) {
  function choose(key: string) {
    const chosen = models.find((model) => keyOf(model) === key);
    if (chosen) onChange({ providerId: chosen.providerId, modelId: chosen.modelId });
    else if (key === NONE) onChange(null);
  }
  return (
    <Select value={value ? keyOf(value) : NONE} onValueChange={choose} disabled={disabled}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {none !== undefined && <SelectItem value={NONE}>{none}</SelectItem>}
        {models.map((model) => (
          <SelectItem key={keyOf(model)} value={keyOf(model)} hint={model.providerName}>
            {model.label}
          </SelectItem>
        ))}
        {value && !isListed(models, value) && (
          <SelectItem value={keyOf(value)}>
            {value.modelId} ({hasProvider(models, value) ? "removed from its provider" : "its provider was removed"})
          </SelectItem>
        )}
      </SelectContent>
    </Select>
  );
}

/** Says that a chosen model is gone, and what follows from it; undefined if it is there. */
export function goneModel(models: ModelOption[], value: ModelChoice | null): string | undefined {
  if (value === null || isListed(models, value)) return undefined;
  return hasProvider(models, value)
    ? `${value.modelId} was removed from its provider’s models. Choose another model, then publish the bot.`
    : `The provider of ${value.modelId} was removed, so this model can’t answer. Choose another model, then publish the bot.`;
}

function keyOf(model: ModelChoice): string {
  return `${model.providerId ?? ""}/${model.modelId}`;
}

function isListed(models: ModelOption[], value: ModelChoice): boolean {
  return models.some((model) => keyOf(model) === keyOf(value));
}

/** Every provider has a model. */
function hasProvider(models: ModelOption[], { providerId }: ModelChoice): boolean {
  return models.some((model) => model.providerId === providerId);
}
