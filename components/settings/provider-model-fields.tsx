import type { inferRouterOutputs } from "@trpc/server";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { AppRouter } from "@/server/trpc/root";
import { OFF, type useProviderModel } from "./use-provider-model";

export type Provider = inferRouterOutputs<AppRouter>["models"]["providers"]["list"][number];

interface ProviderModelFieldsProps {
  providers: Provider[];
  form: Omit<ReturnType<typeof useProviderModel>, "submit" | "noteSaved">;
  canChange: boolean;
  /** What no provider means. */
  offLabel: string;
  /** What to do in a workspace without providers. */
  withoutProviders: string;
  /** What to write as the model, for the gateway and for other providers. */
  hints: { gateway: string; other: string };
}

/** Chooses a provider, and the id of one of its models. */
export function ProviderModelFields(props: ProviderModelFieldsProps) {
  const { providers, form, canChange, offLabel, withoutProviders, hints } = props;
  const provider = providers.find(({ id }) => id === form.providerId);
  return (
    <>
      <Field label="Provider" hint={providers.length === 0 ? withoutProviders : undefined}>
        <Select value={provider ? form.providerId : OFF} onValueChange={form.setProviderId} disabled={!canChange}>
          <SelectTrigger>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={OFF}>{offLabel}</SelectItem>
            {providers.map(({ id, name }) => (
              <SelectItem key={id} value={id}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
      {provider && (
        <Field label="Model" hint={provider.kind === "gateway" ? hints.gateway : hints.other} error={form.fault}>
          <Input
            className="font-mono"
            value={form.modelId}
            maxLength={200}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            readOnly={!canChange}
            onChange={(event) => form.setModelId(event.target.value)}
          />
        </Field>
      )}
    </>
  );
}
