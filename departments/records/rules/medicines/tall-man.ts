// Names that are taken for one another, written apart: from the lists of the FDA and of the Institute for Safe Medication Practices.
const written = [
  'acetaZOLAMIDE', 'acetoHEXAMIDE', 'buPROPion', 'busPIRone', 'carBAMazepine', 'OXcarbazepine', 'ceFAZolin', 'cefTRIAXone', 'chlorproMAZINE', 'chlorproPAMIDE',
  'cycloSERINE', 'cycloSPORINE', 'DACTINomycin', 'DAPTOmycin', 'DAUNOrubicin', 'DOXOrubicin', 'dimenhyDRINATE', 'diphenhydrAMINE', 'DOBUTamine', 'DOPamine',
  'ePHEDrine', 'EPINEPHrine', 'fentaNYL', 'SUFentanil', 'FLUoxetine', 'PARoxetine', 'glipiZIDE', 'glyBURIDE', 'guaiFENesin', 'guanFACINE', 'hydrALAZINE',
  'hydrOXYzine', 'HYDROcodone', 'HYDROmorphone', 'oxyCODONE', 'oxyMORphone', 'lamiVUDine', 'lamoTRIgine', 'levETIRAcetam', 'levoFLOXacin', 'medroxyPROGESTERone',
  'methylPREDNISolone', 'metFORMIN', 'metroNIDAZOLE', 'mitoMYcin', 'mitoXANTRONE', 'niCARdipine', 'NIFEdipine', 'niMODipine', 'OLANZapine', 'QUEtiapine',
  'PENTobarbital', 'PHENobarbital', 'predniSONE', 'prednisoLONE', 'risperiDONE', 'rOPINIRole', 'romiDEPsin', 'romiPLOStim', 'sulfADIAZINE', 'sulfaSALAzine',
  'SUMAtriptan', 'ZOLMitriptan', 'tiaGABine', 'tiZANidine', 'TOLAZamide', 'TOLBUTamide', 'traMADol', 'traZODone', 'vinBLAStine', 'vinCRIStine',
];
const byName = new Map(written.map((name) => [name.toLowerCase(), name]));

/** A generic name as it is shown: lower case, with the letters raised by which it differs from the one it is taken for. */
export function tallMan(name: string): string {
  return name.toLowerCase().replace(/[a-z]+/g, (word) => byName.get(word) ?? word);
}
