import type { Command } from 'commander';

/** `openward sbom`: what a running hospital has in it. */
export function register(program: Command): void {
  program
    .command('sbom')
    .description('write a bill of materials of this installation (CycloneDX 1.6, JSON)')
    .action(async () => {
      const { ownBillOfMaterials } = await import('../sbom.ts');
      console.log(JSON.stringify(ownBillOfMaterials(), null, 2));
    });
}
