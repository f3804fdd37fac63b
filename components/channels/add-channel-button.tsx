"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A kind of channel that can be added. */
export interface OfferedKind {
  kind: string;
  label: string;
  offer: string;
  icon: ReactNode;
}

interface AddChannelButtonProps {
  botId: string;
  /** The first one is preselected. */
  kinds: OfferedKind[];
  /** Primary only where nothing else is to be done. */
  variant: "primary" | "outline";
}

/** Asks for a channel's kind and name, creates it, and opens its settings. */
export function AddChannelButton({ botId, kinds, variant }: AddChannelButtonProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.channels.create.mutationOptions());
  const [kind, setKind] = useState(kinds[0]?.kind ?? "");
  const [typed, setTyped] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const name = typed ?? kinds.find((offered) => offered.kind === kind)?.label ?? "";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return;
    const channel = await create.mutateAsync({ botId, kind, name }).catch(() => null);
    if (!channel) return;
    setLeaving(true);
    router.push(`/bots/${botId}/channels/${channel.id}`);
  }

  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant={variant}>
          <Plus /> Add channel
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add a channel</DialogTitle>
          <DialogDescription>Customers reach the published version of the bot here.</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} className="grid gap-5">
          {create.error && <Alert tone="danger">{messageOf(create.error)}</Alert>}
          <fieldset className="grid gap-2 sm:grid-cols-2">
            <legend className="mb-1.5 text-14 font-medium">Kind</legend>
            {kinds.map((offered) => (
              <KindOption key={offered.kind} {...offered} chosen={kind === offered.kind} onChoose={setKind} />
            ))}
          </fieldset>
          <Field label="Name" error={name.trim() === "" ? "Give the channel a name." : undefined}>
            <Input value={name} maxLength={80} onChange={(event) => setTyped(event.target.value)} />
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={create.isPending || leaving}>
              Add channel
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

interface KindOptionProps extends OfferedKind {
  chosen: boolean;
  onChoose: (kind: string) => void;
}

function KindOption({ kind, label, offer, icon, chosen, onChoose }: KindOptionProps) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-lg border bg-card p-3.5 shadow-raised transition-colors hover:border-border-strong has-checked:border-primary has-checked:ring-1 has-checked:ring-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        name="kind"
        value={kind}
        checked={chosen}
        onChange={() => onChoose(kind)}
        className="sr-only"
      />
      <span aria-hidden className="mt-0.5 shrink-0 text-muted-foreground [&_svg]:size-4">
        {icon}
      </span>
      <span className="grid content-start gap-0.5">
        <span className="text-14 font-medium">{label}</span>
        <span className="text-13 leading-5 text-muted-foreground">{offer}</span>
      </span>
    </label>
  );
}
