"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { useGuide } from "./use-guide";

/** An item of a menu that brings the guide for the first steps back. Nothing while the guide is shown. */
export function ShowGuideItem() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const guide = useGuide(true);
  const set = useMutation(trpc.guide.set.mutationOptions());
  if (guide) return null;

  async function show() {
    try {
      await set.mutateAsync({ isHidden: false });
      await client.refetchQueries(trpc.guide.get.queryFilter());
      router.push("/bots");
    } catch (error) {
      toast.error(messageOf(error));
    }
  }

  return (
    <DropdownMenuItem onSelect={() => void show()}>
      <ListChecks aria-hidden /> Show the first steps
    </DropdownMenuItem>
  );
}
