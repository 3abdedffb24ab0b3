-- What a hospital can begin with: a few hundred everyday codes, until the official files are loaded. Decision 0015 says
-- whose they are. A line is: code | display | kinds | how common | other words; with ; between | unit or class.

insert into terminology.code_system (url, name, publisher, notice) values
  ('http://hl7.org/fhir/sid/icd-10-cm', 'ICD-10-CM', 'United States National Center for Health Statistics', 'In the public domain.'),
  ('http://hl7.org/fhir/sid/icd-10', 'ICD-10', 'World Health Organization', 'Copyright World Health Organization.'),
  ('http://id.who.int/icd/release/11/mms', 'ICD-11', 'World Health Organization', 'Copyright World Health Organization, CC BY-ND 3.0 IGO.'),
  ('http://snomed.info/sct', 'SNOMED CT', 'SNOMED International', 'This includes SNOMED CT, used by permission of SNOMED International. SNOMED CT was originally created by the College of American Pathologists.'),
  ('http://loinc.org', 'LOINC', 'Regenstrief Institute', 'This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license.'),
  ('http://www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm', 'United States National Library of Medicine', 'This uses publicly available data from the U.S. National Library of Medicine (NLM); NLM is not responsible for it and does not endorse it.'),
  ('http://hl7.org/fhir/sid/cvx', 'CVX', 'United States Centers for Disease Control and Prevention', 'In the public domain.'),
  ('http://www.whocc.no/atc', 'ATC', 'WHO Collaborating Centre for Drug Statistics Methodology', 'Codes of the ATC/DDD Index, WHO Collaborating Centre for Drug Statistics Methodology, Oslo, Norway.'),
  ('http://unitsofmeasure.org', 'UCUM', 'UCUM Organization, Regenstrief Institute', 'This contains UCUM codes, copyright © 1999–2024 Regenstrief Institute, Inc. and the UCUM Organization, https://ucum.org.'),
  ('https://openward.org/fhir/CodeSystem/visit-reason', 'OpenWard', 'OpenWard', 'Apache-2.0.');

create function terminology.bring(url text, kinds text, lines text) returns void language sql as $$
  insert into terminology.concept (system_id, code, display, kinds, common, terms, properties, since, release)
  select s.id, trim(part[1]), trim(part[2]), string_to_array(trim(coalesce(nullif(part[5], ''), bring.kinds)), ' '),
    coalesce(nullif(trim(part[3]), '')::smallint, 50),
    array(select trim(term) from unnest(string_to_array(coalesce(part[4], ''), ';')) term where trim(term) <> ''),
    case when trim(coalesce(part[6], '')) = '' then '{}' else jsonb_build_object('unit', trim(part[6])) end,
    'starter', 'starter'
  from terminology.code_system s, regexp_split_to_table(bring.lines, '\n') line, lateral string_to_array(line, '|') part
  where s.url = bring.url and trim(line) <> '';
$$;

-- Columns: code | display | common | other words | kinds, where others than told | unit
select terminology.bring('http://hl7.org/fhir/sid/icd-10-cm', 'problem', $codes$
I10|Essential (primary) hypertension|100|high blood pressure; HTN
E11.9|Type 2 diabetes mellitus without complications|100|T2DM; NIDDM; sugar
E11.65|Type 2 diabetes mellitus with hyperglycemia|70|T2DM
E11.22|Type 2 diabetes mellitus with diabetic chronic kidney disease|60|diabetic nephropathy
E10.9|Type 1 diabetes mellitus without complications|80|T1DM; IDDM
E10.10|Type 1 diabetes mellitus with ketoacidosis without coma|60|DKA
R73.03|Prediabetes|60|impaired glucose tolerance
E78.5|Hyperlipidemia, unspecified|90|high cholesterol; dyslipidaemia
E66.9|Obesity, unspecified|80|overweight
E03.9|Hypothyroidism, unspecified|80|underactive thyroid
E05.90|Thyrotoxicosis, unspecified without thyrotoxic crisis or storm|60|hyperthyroidism; overactive thyroid
E28.2|Polycystic ovarian syndrome|50|PCOS
E43|Unspecified severe protein-calorie malnutrition|50|
E46|Unspecified protein-calorie malnutrition|50|
E55.9|Vitamin D deficiency, unspecified|60|
E16.2|Hypoglycemia, unspecified|50|low sugar
E86.0|Dehydration|60|
E87.1|Hypo-osmolality and hyponatremia|50|low sodium
E87.6|Hypokalemia|50|low potassium
J45.909|Unspecified asthma, uncomplicated|95|
J45.901|Unspecified asthma with (acute) exacerbation|70|asthma attack
J44.9|Chronic obstructive pulmonary disease, unspecified|85|COPD; emphysema
J44.1|Chronic obstructive pulmonary disease with (acute) exacerbation|65|COPD
J18.9|Pneumonia, unspecified organism|85|chest infection
J06.9|Acute upper respiratory infection, unspecified|95|common cold; URTI
J02.9|Acute pharyngitis, unspecified|75|sore throat
J03.90|Acute tonsillitis, unspecified|70|
J01.90|Acute sinusitis, unspecified|60|
J20.9|Acute bronchitis, unspecified|70|
J21.9|Acute bronchiolitis, unspecified|55|
J30.9|Allergic rhinitis, unspecified|65|hay fever
J11.1|Influenza due to unidentified influenza virus with other respiratory manifestations|65|flu
J96.00|Acute respiratory failure, unspecified whether with hypoxia or hypercapnia|50|
U07.1|COVID-19|70|coronavirus; SARS-CoV-2
H66.90|Otitis media, unspecified, unspecified ear|65|ear infection
H10.9|Unspecified conjunctivitis|60|red eye
H26.9|Unspecified cataract|55|
H40.9|Unspecified glaucoma|50|
H61.20|Impacted cerumen, unspecified ear|50|ear wax
N39.0|Urinary tract infection, site not specified|90|UTI
N30.00|Acute cystitis without hematuria|60|bladder infection
N10|Acute pyelonephritis|55|kidney infection
N20.0|Calculus of kidney|55|kidney stone; renal colic
N17.9|Acute kidney failure, unspecified|65|AKI; acute kidney injury
N18.9|Chronic kidney disease, unspecified|75|CKD; renal failure
N18.30|Chronic kidney disease, stage 3 unspecified|55|CKD 3
N18.6|End stage renal disease|60|ESRD; kidney failure
N40.0|Benign prostatic hyperplasia without lower urinary tract symptoms|60|BPH; enlarged prostate
N73.9|Female pelvic inflammatory disease, unspecified|45|PID
N76.0|Acute vaginitis|45|
N80.9|Endometriosis, unspecified|45|
N92.0|Excessive and frequent menstruation with regular cycle|50|menorrhagia; heavy periods
N95.1|Menopausal and female climacteric states|45|menopause
K21.9|Gastro-esophageal reflux disease without esophagitis|80|GERD; GORD; heartburn
K29.70|Gastritis, unspecified, without bleeding|65|
K27.9|Peptic ulcer, site unspecified, unspecified as acute or chronic, without hemorrhage or perforation|55|PUD
K35.80|Unspecified acute appendicitis|60|
K80.20|Calculus of gallbladder without cholecystitis without obstruction|55|gallstones
K81.0|Acute cholecystitis|50|
K85.90|Acute pancreatitis without necrosis or infection, unspecified|50|
K40.90|Unilateral inguinal hernia, without obstruction or gangrene, not specified as recurrent|55|groin hernia
K59.00|Constipation, unspecified|70|
K52.9|Noninfective gastroenteritis and colitis, unspecified|60|
A09|Infectious gastroenteritis and colitis, unspecified|75|diarrhoea and vomiting; stomach flu
K58.9|Irritable bowel syndrome without diarrhea|55|IBS
K50.90|Crohn's disease, unspecified, without complications|45|
K51.90|Ulcerative colitis, unspecified, without complications|45|
K74.60|Unspecified cirrhosis of liver|50|
K92.2|Gastrointestinal hemorrhage, unspecified|55|GI bleed
K64.9|Unspecified hemorrhoids|50|piles
K02.9|Dental caries, unspecified|50|tooth decay
I20.9|Angina pectoris, unspecified|60|
I21.9|Acute myocardial infarction, unspecified|70|heart attack; MI
I25.10|Atherosclerotic heart disease of native coronary artery without angina pectoris|75|coronary artery disease; ischaemic heart disease; IHD
I48.91|Unspecified atrial fibrillation|75|AF
I50.9|Heart failure, unspecified|80|CHF; CCF
I63.9|Cerebral infarction, unspecified|70|stroke; CVA
G45.9|Transient cerebral ischemic attack, unspecified|55|TIA; mini stroke
I26.99|Other pulmonary embolism without acute cor pulmonale|55|PE
I82.409|Acute embolism and thrombosis of unspecified deep veins of unspecified lower extremity|55|DVT; deep vein thrombosis
I73.9|Peripheral vascular disease, unspecified|50|PVD
I95.9|Hypotension, unspecified|50|low blood pressure
G40.909|Epilepsy, unspecified, not intractable, without status epilepticus|65|seizures; fits
G43.909|Migraine, unspecified, not intractable, without status migrainosus|65|
G20.A1|Parkinson's disease without dyskinesia, without mention of fluctuations|50|
G30.9|Alzheimer's disease, unspecified|50|dementia
G47.33|Obstructive sleep apnea (adult) (pediatric)|50|OSA
G47.00|Insomnia, unspecified|60|sleeplessness
G56.00|Carpal tunnel syndrome, unspecified upper limb|45|
G03.9|Meningitis, unspecified|50|
F32.A|Depression, unspecified|85|
F33.9|Major depressive disorder, recurrent, unspecified|65|
F41.1|Generalized anxiety disorder|65|GAD
F41.9|Anxiety disorder, unspecified|80|
F20.9|Schizophrenia, unspecified|50|psychosis
F31.9|Bipolar disorder, unspecified|50|
F10.20|Alcohol dependence, uncomplicated|55|
F11.20|Opioid dependence, uncomplicated|45|
F17.210|Nicotine dependence, cigarettes, uncomplicated|65|smoker
F43.10|Post-traumatic stress disorder, unspecified|50|PTSD
F84.0|Autistic disorder|45|autism
F90.9|Attention-deficit hyperactivity disorder, unspecified type|45|ADHD
M54.50|Low back pain, unspecified|85|lumbago; backache|problem visit_reason
M54.2|Cervicalgia|55|neck pain
M17.9|Osteoarthritis of knee, unspecified|65|
M16.9|Osteoarthritis of hip, unspecified|55|
M06.9|Rheumatoid arthritis, unspecified|55|
M10.9|Gout, unspecified|55|
M25.50|Pain in unspecified joint|60|arthralgia|problem visit_reason
M79.7|Fibromyalgia|45|
M81.0|Age-related osteoporosis without current pathological fracture|50|
S72.009A|Fracture of unspecified part of neck of unspecified femur, initial encounter for closed fracture|50|hip fracture; broken hip
S52.509A|Unspecified fracture of the lower end of unspecified radius, initial encounter for closed fracture|50|wrist fracture; Colles; broken wrist
S93.409A|Sprain of unspecified ligament of unspecified ankle, initial encounter|55|twisted ankle
S06.0X0A|Concussion without loss of consciousness, initial encounter|50|head injury
T14.90XA|Injury, unspecified, initial encounter|55|trauma|problem visit_reason
T30.0|Burn of unspecified body region, unspecified degree|50|
T78.2XXA|Anaphylactic shock, unspecified, initial encounter|50|anaphylaxis
T78.40XA|Allergy, unspecified, initial encounter|50|
L20.9|Atopic dermatitis, unspecified|60|eczema
L40.9|Psoriasis, unspecified|50|
L03.90|Cellulitis, unspecified|65|
L02.91|Cutaneous abscess, unspecified|55|boil
L50.9|Urticaria, unspecified|55|hives
L30.9|Dermatitis, unspecified|55|
L70.9|Acne, unspecified|45|
B86|Scabies|50|
B35.9|Dermatophytosis, unspecified|45|ringworm; tinea
D50.9|Iron deficiency anemia, unspecified|70|anaemia
D64.9|Anemia, unspecified|70|anaemia
D57.1|Sickle-cell disease without crisis|50|
D57.00|Hb-SS disease with crisis, unspecified|50|sickle cell crisis
A15.0|Tuberculosis of lung|60|TB
B20|Human immunodeficiency virus [HIV] disease|60|AIDS
B54|Unspecified malaria|65|
B50.9|Plasmodium falciparum malaria, unspecified|60|
A01.00|Typhoid fever, unspecified|50|
A90|Dengue fever [classical dengue]|50|
A00.9|Cholera, unspecified|45|
A35|Other tetanus|40|
A37.90|Whooping cough, unspecified species without pneumonia|45|pertussis
A41.9|Sepsis, unspecified organism|65|septicaemia
A53.9|Syphilis, unspecified|45|
A54.9|Gonococcal infection, unspecified|45|gonorrhoea
A82.9|Rabies, unspecified|40|
B01.9|Varicella without complication|50|chickenpox
B02.9|Zoster without complications|50|shingles
B05.9|Measles without complication|50|
B15.9|Hepatitis A without hepatic coma|45|
B18.1|Chronic viral hepatitis B without delta-agent|50|
B18.2|Chronic viral hepatitis C|50|
B65.9|Schistosomiasis, unspecified|45|bilharzia
B76.9|Hookworm disease, unspecified|40|
C50.919|Malignant neoplasm of unspecified site of unspecified female breast|55|breast cancer
C61|Malignant neoplasm of prostate|55|prostate cancer
C34.90|Malignant neoplasm of unspecified part of unspecified bronchus or lung|50|lung cancer
C18.9|Malignant neoplasm of colon, unspecified|50|bowel cancer; colon cancer
C53.9|Malignant neoplasm of cervix uteri, unspecified|50|cervical cancer
C16.9|Malignant neoplasm of stomach, unspecified|45|stomach cancer
C22.0|Liver cell carcinoma|45|hepatocellular carcinoma; liver cancer
C43.9|Malignant melanoma of skin, unspecified|45|
O14.90|Unspecified pre-eclampsia, unspecified trimester|50|
O24.419|Gestational diabetes mellitus in pregnancy, unspecified control|50|GDM
O03.9|Complete or unspecified spontaneous abortion without complication|45|miscarriage
O72.1|Other immediate postpartum hemorrhage|45|PPH
O80|Encounter for full-term uncomplicated delivery|55|normal birth|problem visit_reason
P07.30|Preterm newborn, unspecified weeks of gestation|45|premature
P36.9|Bacterial sepsis of newborn, unspecified|45|
P59.9|Neonatal jaundice, unspecified|50|
Q90.9|Down syndrome, unspecified|40|trisomy 21
Q21.0|Ventricular septal defect|40|VSD
Z33.1|Pregnant state, incidental|65|pregnancy
Z95.0|Presence of cardiac pacemaker|45|
Z99.2|Dependence on renal dialysis|45|
Z79.01|Long term (current) use of anticoagulants|45|
Z72.0|Tobacco use|50|smoking
Z59.00|Homelessness unspecified|35|
R05.9|Cough, unspecified|80||problem visit_reason
R50.9|Fever, unspecified|85|pyrexia; temperature|problem visit_reason
R51.9|Headache, unspecified|80||problem visit_reason
R07.9|Chest pain, unspecified|80||problem visit_reason
R06.02|Shortness of breath|80|dyspnoea; breathless|problem visit_reason
R10.9|Unspecified abdominal pain|80|stomach ache; belly pain|problem visit_reason
R11.0|Nausea|60||problem visit_reason
R11.2|Nausea with vomiting, unspecified|65||problem visit_reason
R19.7|Diarrhea, unspecified|70|diarrhoea; loose stools|problem visit_reason
R42|Dizziness and giddiness|65|vertigo|problem visit_reason
R53.83|Other fatigue|65|tired|problem visit_reason
R21|Rash and other nonspecific skin eruption|65||problem visit_reason
R55|Syncope and collapse|60|faint; blackout|problem visit_reason
R56.9|Unspecified convulsions|60|fit; seizure|problem visit_reason
R31.9|Hematuria, unspecified|50|blood in urine|problem visit_reason
R30.0|Dysuria|60|painful urination; burning urine|problem visit_reason
R33.9|Retention of urine, unspecified|45||problem visit_reason
R63.4|Abnormal weight loss|50||problem visit_reason
R00.2|Palpitations|55||problem visit_reason
R60.9|Edema, unspecified|50|swelling; oedema|problem visit_reason
R04.0|Epistaxis|50|nosebleed|problem visit_reason
R17|Unspecified jaundice|45|yellow eyes|problem visit_reason
R52|Pain, unspecified|60||problem visit_reason
R41.0|Disorientation, unspecified|50|confusion|problem visit_reason
R13.10|Dysphagia, unspecified|45|difficulty swallowing|problem visit_reason
R20.2|Paresthesia of skin|45|pins and needles; numbness|problem visit_reason
R22.9|Localized swelling, mass and lump, unspecified|50|lump|problem visit_reason
R03.0|Elevated blood-pressure reading, without diagnosis of hypertension|50||problem visit_reason
R73.9|Hyperglycemia, unspecified|50|high sugar
R09.02|Hypoxemia|45|low oxygen
R45.851|Suicidal ideations|50|suicidal thoughts|problem visit_reason
Z00.00|Encounter for general adult medical examination without abnormal findings|70|check-up|visit_reason
Z00.129|Encounter for routine child health examination without abnormal findings|65|well child; baby check|visit_reason
Z23|Encounter for immunization|75|vaccination|visit_reason
Z34.90|Encounter for supervision of normal pregnancy, unspecified, unspecified trimester|70|antenatal visit|visit_reason
Z39.2|Encounter for routine postpartum follow-up|55|postnatal visit|visit_reason
Z30.9|Encounter for contraceptive management, unspecified|60|family planning|visit_reason
Z09|Encounter for follow-up examination after completed treatment for conditions other than malignant neoplasm|75|follow-up; review|visit_reason
Z76.0|Encounter for issue of repeat prescription|70|refill|visit_reason
Z48.00|Encounter for change or removal of nonsurgical wound dressing|60|dressing|visit_reason
Z48.02|Encounter for removal of sutures|55|stitches out|visit_reason
Z01.818|Encounter for other preprocedural examination|50|pre-operative assessment|visit_reason
Z02.9|Encounter for administrative examinations, unspecified|45|certificate; medical report|visit_reason
Z51.11|Encounter for antineoplastic chemotherapy|45||visit_reason
Z71.3|Dietary counseling and surveillance|45||visit_reason
Z11.3|Encounter for screening for infections with a predominantly sexual mode of transmission|45|STI check|visit_reason
Z12.31|Encounter for screening mammogram for malignant neoplasm of breast|45||visit_reason
Z13.1|Encounter for screening for diabetes mellitus|45||visit_reason
$codes$);

select terminology.bring('http://loinc.org', 'laboratory', $codes$
8867-4|Heart rate|90|pulse||/min
9279-1|Respiratory rate|90|breathing||/min
8310-5|Body temperature|90|fever||Cel
85354-9|Blood pressure panel with all children optional|90|BP||
8480-6|Systolic blood pressure|90|BP||mm[Hg]
8462-4|Diastolic blood pressure|90|BP||mm[Hg]
59408-5|Oxygen saturation in Arterial blood by Pulse oximetry|90|SpO2||%
2708-6|Oxygen saturation in Arterial blood|60|SaO2||%
29463-7|Body weight|90|||kg
8302-2|Body height|90|length||cm
39156-5|Body mass index (BMI) [Ratio]|80|||kg/m2
9843-4|Head Occipital-frontal circumference|60|head circumference||cm
72514-3|Pain severity - 0-10 verbal numeric rating [Score] - Reported|60|||{score}
9269-2|Glasgow coma score total|60|GCS||{score}
72166-2|Tobacco smoking status|50|smoker||
58410-2|CBC panel - Blood by Automated count|100|full blood count; FBC||
57021-8|CBC W Auto Differential panel - Blood|90|full blood count; FBC||
718-7|Hemoglobin [Mass/volume] in Blood|100|Hb; haemoglobin||g/dL
4544-3|Hematocrit [Volume Fraction] of Blood by Automated count|80|PCV||%
6690-2|Leukocytes [#/volume] in Blood by Automated count|90|WBC; white cells||10*3/uL
789-8|Erythrocytes [#/volume] in Blood by Automated count|70|RBC; red cells||10*6/uL
777-3|Platelets [#/volume] in Blood by Automated count|90|thrombocytes||10*3/uL
787-2|MCV [Entitic mean volume] in Red Blood Cells by Automated count|60|||fL
785-6|MCH [Entitic mass] by Automated count|50|||pg
786-4|MCHC [Entitic Mass/volume] in Red Blood Cells by Automated count|50|||g/dL
788-0|Erythrocyte [DistWidth] in Blood by Automated count|40|RDW||%
770-8|Neutrophils/Leukocytes in Blood by Automated count|60|||%
736-9|Lymphocytes/Leukocytes in Blood by Automated count|60|||%
5905-5|Monocytes/Leukocytes in Blood by Automated count|40|||%
713-8|Eosinophils/Leukocytes in Blood by Automated count|50|||%
706-2|Basophils/Leukocytes in Blood by Automated count|40|||%
2345-7|Glucose [Mass/volume] in Serum or Plasma|95|sugar||mg/dL
14749-6|Glucose [Moles/volume] in Serum or Plasma|85|sugar||mmol/L
1558-6|Fasting glucose [Mass/volume] in Serum or Plasma|80|FBS; sugar||mg/dL
2339-0|Glucose [Mass/volume] in Blood|70|sugar||mg/dL
41653-7|Glucose [Mass/volume] in Capillary blood by Glucometer|75|finger prick sugar||mg/dL
4548-4|Hemoglobin A1c/Hemoglobin.total in Blood|95|HbA1c||%
59261-8|Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol|60|HbA1c||mmol/mol
24321-2|Basic metabolic 2000 panel - Serum or Plasma|80|U&E; electrolytes; BMP||
24323-8|Comprehensive metabolic 2000 panel - Serum or Plasma|85|CMP||
2160-0|Creatinine [Mass/volume] in Serum or Plasma|95|kidney||mg/dL
14682-9|Creatinine [Moles/volume] in Serum or Plasma|85|kidney||umol/L
3094-0|Urea nitrogen [Mass/volume] in Serum or Plasma|80|BUN||mg/dL
22664-7|Urea [Moles/volume] in Serum or Plasma|75|||mmol/L
98979-8|Glomerular filtration rate [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)/1.73 sq M|75|eGFR||mL/min/{1.73_m2}
2951-2|Sodium [Moles/volume] in Serum or Plasma|90|Na||mmol/L
2823-3|Potassium [Moles/volume] in Serum or Plasma|90|K||mmol/L
2075-0|Chloride [Moles/volume] in Serum or Plasma|70|||mmol/L
2028-9|Carbon dioxide, total [Moles/volume] in Serum or Plasma|60|bicarbonate; CO2||mmol/L
17861-6|Calcium [Mass/volume] in Serum or Plasma|70|||mg/dL
2777-1|Phosphate [Mass/volume] in Serum or Plasma|55|||mg/dL
19123-9|Magnesium [Mass/volume] in Serum or Plasma|60|||mg/dL
24325-3|Hepatic function 2000 panel - Serum or Plasma|85|LFT; liver function||
1742-6|Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma|85|ALT; SGPT; liver||U/L
1920-8|Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma|80|AST; SGOT; liver||U/L
6768-6|Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma|70|ALP||U/L
2324-2|Gamma glutamyl transferase [Enzymatic activity/volume] in Serum or Plasma|55|GGT||U/L
1975-2|Bilirubin.total [Mass/volume] in Serum or Plasma|80|||mg/dL
1968-7|Bilirubin.direct [Mass/volume] in Serum or Plasma|55|||mg/dL
2885-2|Protein [Mass/volume] in Serum or Plasma|55|||g/dL
1751-7|Albumin [Mass/volume] in Serum or Plasma|65|||g/dL
24331-1|Lipid 1996 panel - Serum or Plasma|85|cholesterol||
2093-3|Cholesterol [Mass/volume] in Serum or Plasma|80|||mg/dL
2085-9|Cholesterol in HDL [Mass/volume] in Serum or Plasma|70|||mg/dL
13457-7|Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation|70|||mg/dL
2571-8|Triglyceride [Mass/volume] in Serum or Plasma|70|||mg/dL
3084-1|Urate [Mass/volume] in Serum or Plasma|60|uric acid||mg/dL
1988-5|C reactive protein [Mass/volume] in Serum or Plasma|85|CRP||mg/L
4537-7|Erythrocyte sedimentation rate by Westergren method|65|ESR||mm/h
30341-2|Erythrocyte sedimentation rate|65|ESR||mm/h
33959-8|Procalcitonin [Mass/volume] in Serum or Plasma|50|||ng/mL
3016-3|Thyrotropin [Units/volume] in Serum or Plasma|85|TSH; thyroid||m[IU]/L
3024-7|Thyroxine (T4) free [Mass/volume] in Serum or Plasma|70|FT4; thyroid||ng/dL
3051-0|Triiodothyronine (T3) Free [Mass/volume] in Serum or Plasma|50|FT3; thyroid||pg/mL
2276-4|Ferritin [Mass/volume] in Serum or Plasma|65|iron||ng/mL
2498-4|Iron [Mass/volume] in Serum or Plasma|50|||ug/dL
2132-9|Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma|60|B12||pg/mL
2284-8|Folate [Mass/volume] in Serum or Plasma|50|||ng/mL
62292-8|25-hydroxyvitamin D3+25-hydroxyvitamin D2 [Mass/volume] in Serum or Plasma|60|vitamin D||ng/mL
6301-6|INR in Platelet poor plasma by Coagulation assay|80|prothrombin||{INR}
5902-2|Prothrombin time (PT)|65|||s
14979-9|aPTT in Platelet poor plasma by Coagulation assay|60|APTT||s
48065-7|Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma|60|||ug/mL
10839-9|Troponin I.cardiac [Mass/volume] in Serum or Plasma|70|||ng/mL
6598-7|Troponin T.cardiac [Mass/volume] in Serum or Plasma|60|||ng/mL
30934-4|Natriuretic peptide B [Mass/volume] in Serum or Plasma|50|BNP||pg/mL
33762-6|Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma|50|NT-proBNP||pg/mL
2157-6|Creatine kinase [Enzymatic activity/volume] in Serum or Plasma|50|CK||U/L
1798-8|Amylase [Enzymatic activity/volume] in Serum or Plasma|50|||U/L
3040-3|Lipase [Enzymatic activity/volume] in Serum or Plasma|55|||U/L
2524-7|Lactate [Moles/volume] in Serum or Plasma|60|||mmol/L
2744-1|pH of Arterial blood|55|blood gas; ABG||[pH]
2019-8|Carbon dioxide [Partial pressure] in Arterial blood|55|pCO2; ABG||mm[Hg]
2703-7|Oxygen [Partial pressure] in Arterial blood|55|pO2; ABG||mm[Hg]
2106-3|Choriogonadotropin (pregnancy test) [Presence] in Urine|80|hCG; UPT||
2118-8|Choriogonadotropin (pregnancy test) [Presence] in Serum or Plasma|60|hCG||
24356-8|Urinalysis complete panel - Urine|85|dipstick; urine test||
5811-5|Specific gravity of Urine by Test strip|45|||
5803-2|pH of Urine by Test strip|45|||[pH]
5804-0|Protein [Mass/volume] in Urine by Test strip|55|||mg/dL
5792-7|Glucose [Mass/volume] in Urine by Test strip|50|||mg/dL
5797-6|Ketones [Mass/volume] in Urine by Test strip|50|||mg/dL
5794-3|Hemoglobin [Presence] in Urine by Test strip|50|blood||
5802-4|Nitrite [Presence] in Urine by Test strip|50|||
5799-2|Leukocyte esterase [Presence] in Urine by Test strip|50|||
9318-7|Albumin/Creatinine [Mass Ratio] in Urine|60|ACR; microalbumin||mg/g
630-4|Bacteria identified in Urine by Culture|75|urine culture||
600-7|Bacteria identified in Blood by Culture|70|blood culture||
6463-4|Bacteria identified in Specimen by Culture|60|swab; culture||
882-1|ABO and Rh group [Type] in Blood|75|blood group||
56888-1|HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay|70|HIV test||
5196-1|Hepatitis B virus surface Ag [Presence] in Serum or Plasma by Immunoassay|65|HBsAg||
16128-1|Hepatitis C virus Ab [Presence] in Serum|60|HCV||
20507-0|Reagin Ab [Presence] in Serum by RPR|55|syphilis; RPR||
32700-7|Microscopic observation [Identifier] in Blood by Malaria smear|65|malaria film||
70569-9|Plasmodium sp Ag [Identifier] in Blood by Rapid immunoassay|60|malaria rapid test||
94500-6|SARS-CoV-2 (COVID-19) RNA [Presence] in Respiratory system specimen by NAA with probe detection|65|COVID PCR||
2857-1|Prostate specific Ag [Mass/volume] in Serum or Plasma|55|PSA||ng/mL
$codes$);

select terminology.bring('http://hl7.org/fhir/sid/cvx', 'vaccine', $codes$
19|BCG|80|tuberculosis
08|hep B, adolescent or pediatric|85|hepatitis B
43|hep B, adult|80|hepatitis B
10|IPV|80|polio, injected
02|trivalent poliovirus vaccine, live, oral|75|polio, oral; OPV
102|DTP- Haemophilus influenzae type b conjugate and hepatitis b vaccine|80|pentavalent; diphtheria; tetanus; pertussis; Hib
146|Diphtheria and Tetanus Toxoids and Acellular Pertussis Adsorbed, Inactivated Poliovirus, Haemophilus b Conjugate (Meningococcal Protein Conjugate), and Hepatitis B (Recombinant) Vaccine.|70|hexavalent
110|DTaP-hepatitis B and poliovirus vaccine|60|
120|diphtheria, tetanus toxoids and acellular pertussis vaccine, Haemophilus influenzae type b conjugate, and poliovirus vaccine, inactivated (DTaP-Hib-IPV)|60|
20|diphtheria, tetanus toxoids and acellular pertussis vaccine|75|DTaP
01|diphtheria, tetanus toxoids and pertussis vaccine|65|DTP; whole cell
28|diphtheria and tetanus toxoids, adsorbed for pediatric use|50|DT
115|tetanus toxoid, reduced diphtheria toxoid, and acellular pertussis vaccine, adsorbed|75|Tdap
113|tetanus and diphtheria toxoids, adsorbed, preservative free, for adult use (5 Lf of tetanus toxoid and 2 Lf of diphtheria toxoid)|70|Td
35|tetanus toxoid, adsorbed|65|TT
48|Haemophilus influenzae type b vaccine, PRP-T conjugate|60|Hib
03|measles, mumps and rubella virus vaccine|85|MMR
94|measles, mumps, rubella, and varicella virus vaccine|55|MMRV
05|measles virus vaccine|65|
21|varicella virus vaccine|65|chickenpox
119|rotavirus, live, monovalent vaccine|65|
116|rotavirus, live, pentavalent vaccine|60|
133|pneumococcal conjugate vaccine, 13 valent|75|PCV13
215|pneumococcal conjugate vaccine, 15-valent|55|PCV15
216|pneumococcal conjugate vaccine, 20-valent|60|PCV20
33|pneumococcal polysaccharide vaccine, 23 valent|65|PPV23; PPSV23
165|Human Papillomavirus 9-valent vaccine|70|HPV
62|human papilloma virus vaccine, quadrivalent|60|HPV
118|human papilloma virus vaccine, bivalent|60|HPV
114|meningococcal polysaccharide (groups A, C, Y and W-135) diphtheria toxoid conjugate vaccine (MCV4P)|60|
136|meningococcal oligosaccharide (groups A, C, Y and W-135) diphtheria toxoid conjugate vaccine (MCV4O)|55|
88|influenza virus vaccine, unspecified formulation|75|flu
140|Influenza, seasonal, injectable, preservative free|75|flu
141|Influenza, seasonal, injectable|65|flu
150|Influenza, injectable, quadrivalent, preservative free|70|flu
149|influenza, live, intranasal, quadrivalent|55|flu
135|influenza, high dose seasonal, preservative-free|55|flu
83|hepatitis A vaccine, pediatric/adolescent dosage, 2 dose schedule|60|
52|hepatitis A vaccine, adult dosage|60|
187|zoster vaccine recombinant|60|shingles
121|zoster vaccine, live|45|shingles
37|yellow fever vaccine|60|
101|typhoid Vi capsular polysaccharide vaccine|55|
25|typhoid vaccine, live, oral|50|
26|cholera vaccine, unspecified formulation|45|
90|rabies vaccine, unspecified formulation|55|
134|Japanese Encephalitis vaccine for intramuscular administration|50|
208|SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, preservative free, 30 mcg/0.3mL dose|60|Pfizer
207|SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, preservative free, 100 mcg/0.5mL dose or 50 mcg/0.25mL dose|60|Moderna
210|SARS-COV-2 (COVID-19) vaccine, vector non-replicating, recombinant spike protein-ChAdOx1, preservative free, 0.5 mL|50|AstraZeneca
212|SARS-COV-2 (COVID-19) vaccine, vector non-replicating, recombinant spike protein-Ad26, preservative free, 0.5 mL|45|Janssen
213|SARS-COV-2 (COVID-19) vaccine, UNSPECIFIED|55|
$codes$);

select terminology.bring('http://www.whocc.no/atc', 'medicine allergen', $codes$
A02BA02|ranitidine|40
A02BA03|famotidine|55
A02BC01|omeprazole|90
A02BC02|pantoprazole|75
A03BA01|atropine|55
A03BB01|hyoscine butylbromide|60|butylscopolamine
A03FA01|metoclopramide|65
A04AA01|ondansetron|75
A06AB06|senna|60
A06AD11|lactulose|65
A07CA|oral rehydration salts|75|ORS|medicine
A07AA02|nystatin|55
A07DA03|loperamide|55
A10AB01|insulin, human, fast-acting|70|soluble insulin; regular
A10AB05|insulin aspart|65
A10AC01|insulin, human, intermediate-acting|65|NPH; isophane
A10AE04|insulin glargine|75
A10BA02|metformin|100
A10BB01|glibenclamide|60|glyburide
A10BB09|gliclazide|65
A10BH01|sitagliptin|55
A10BJ06|semaglutide|55
A10BK01|dapagliflozin|60
A10BK03|empagliflozin|60
A11CA01|retinol|50|vitamin A
A11CC05|colecalciferol|65|vitamin D3
A11DA01|thiamine|50|vitamin B1
A12AA04|calcium carbonate|55
A12BA01|potassium chloride|60
A12CB01|zinc sulfate|60|zinc
B01AA03|warfarin|75
B01AB01|heparin|70
B01AB05|enoxaparin|75
B01AC04|clopidogrel|75
B01AC06|acetylsalicylic acid|90|aspirin
B01AF01|rivaroxaban|65
B01AF02|apixaban|70
B02AA02|tranexamic acid|60
B02BA01|phytomenadione|55|vitamin K
B03AA07|ferrous sulfate|75|iron
B03BA03|hydroxocobalamin|50|vitamin B12
B03BB01|folic acid|75
B05BA03|glucose, infusion|60|dextrose|medicine
B05XA03|sodium chloride, infusion|65|saline|medicine
B05XA05|magnesium sulfate|55
C01AA05|digoxin|60
C01BD01|amiodarone|60
C01CA03|norepinephrine|50|noradrenaline
C01CA07|dobutamine|45
C01CA24|epinephrine|70|adrenaline
C01DA02|glyceryl trinitrate|65|nitroglycerin; GTN
C01DA14|isosorbide mononitrate|50
C02AB01|methyldopa|55
C02DB02|hydralazine|55
C03AA03|hydrochlorothiazide|70
C03BA11|indapamide|55
C03CA01|furosemide|80|frusemide
C03DA01|spironolactone|65
C07AA05|propranolol|60
C07AB02|metoprolol|70
C07AB03|atenolol|65
C07AB07|bisoprolol|75
C07AG01|labetalol|50
C07AG02|carvedilol|60
C08CA01|amlodipine|95
C08CA05|nifedipine|65
C08DA01|verapamil|50
C08DB01|diltiazem|50
C09AA01|captopril|50
C09AA02|enalapril|75
C09AA03|lisinopril|80
C09AA05|ramipril|80
C09CA01|losartan|80
C09CA03|valsartan|60
C09CA06|candesartan|60
C10AA01|simvastatin|70
C10AA05|atorvastatin|90
C10AA07|rosuvastatin|65
D01AC01|clotrimazole|60
D06AX09|mupirocin|50
D07AC01|betamethasone|55
D07AA02|hydrocortisone, for the skin|60
G02AD06|misoprostol|50
G03AA07|levonorgestrel and ethinylestradiol|60|the pill
G03AC03|levonorgestrel|55
G03AC06|medroxyprogesterone|55
G04BE03|sildenafil|50
G04CA02|tamsulosin|60
G04CB01|finasteride|50
H01BB02|oxytocin|60
H02AB02|dexamethasone|65
H02AB04|methylprednisolone|50
H02AB06|prednisolone|75
H02AB07|prednisone|70
H02AB09|hydrocortisone|60
H03AA01|levothyroxine sodium|85|thyroxine
H03BA02|propylthiouracil|45
H03BB01|carbimazole|55
J01AA02|doxycycline|75
J01AA07|tetracycline|50
J01BA01|chloramphenicol|50
J01CA01|ampicillin|60
J01CA04|amoxicillin|95
J01CE01|benzylpenicillin|65|penicillin G
J01CE02|phenoxymethylpenicillin|65|penicillin V
J01CE08|benzathine benzylpenicillin|60
J01CF02|cloxacillin|55
J01CF05|flucloxacillin|70
J01CR02|amoxicillin and clavulanic acid|85|co-amoxiclav
J01CR05|piperacillin and tazobactam|65
J01DB01|cefalexin|70|cephalexin
J01DB04|cefazolin|60
J01DC02|cefuroxime|65
J01DD01|cefotaxime|60
J01DD02|ceftazidime|55
J01DD04|ceftriaxone|80
J01DD08|cefixime|60
J01DH02|meropenem|60
J01DH51|imipenem and cilastatin|45
J01EA01|trimethoprim|65
J01EE01|sulfamethoxazole and trimethoprim|70|co-trimoxazole
J01FA01|erythromycin|65
J01FA09|clarithromycin|65
J01FA10|azithromycin|80
J01FF01|clindamycin|60
J01GA01|streptomycin|45
J01GB03|gentamicin|70
J01GB06|amikacin|50
J01MA02|ciprofloxacin|75
J01MA12|levofloxacin|60
J01MA14|moxifloxacin|50
J01XA01|vancomycin|60
J01XD01|metronidazole, infusion|60
J01XE01|nitrofurantoin|70
J01XX01|fosfomycin|50
J01XX08|linezolid|50
J02AA01|amphotericin B|45
J02AC01|fluconazole|65
J04AB02|rifampicin|60|rifampin
J04AC01|isoniazid|60
J04AK01|pyrazinamide|55
J04AK02|ethambutol|55
J05AB01|aciclovir|60|acyclovir
J05AF01|zidovudine|50
J05AF05|lamivudine|55
J05AF07|tenofovir disoproxil|55
J05AG03|efavirenz|50
J05AH02|oseltamivir|50
J05AJ03|dolutegravir|55
L01AA01|cyclophosphamide|45
L02BA01|tamoxifen|50
L04AD01|ciclosporin|45
L04AX01|azathioprine|50
L04AX03|methotrexate|55
M01AB01|indometacin|50
M01AB05|diclofenac|75
M01AB15|ketorolac|50
M01AC06|meloxicam|55
M01AE01|ibuprofen|95
M01AE02|naproxen|65
M01AH01|celecoxib|55
M03AB01|suxamethonium|45|succinylcholine
M03AC09|rocuronium bromide|45
M04AA01|allopurinol|65
M04AC01|colchicine|55
M05BA04|alendronic acid|55|alendronate
N01AX03|ketamine|50
N01AX10|propofol|50
N01BB01|bupivacaine|50
N01BB02|lidocaine|65|lignocaine
N02AA01|morphine|75
N02AA05|oxycodone|60
N02AB02|pethidine|50|meperidine
N02AB03|fentanyl|60
N02AX02|tramadol|70
N02BE01|paracetamol|100|acetaminophen
N02BF01|gabapentin|65
N02BF02|pregabalin|60
N03AA02|phenobarbital|55
N03AB02|phenytoin|55
N03AF01|carbamazepine|60
N03AG01|valproic acid|65|sodium valproate
N03AX09|lamotrigine|55
N03AX14|levetiracetam|60
N04BA02|levodopa and decarboxylase inhibitor|55|carbidopa
N05AA01|chlorpromazine|50
N05AD01|haloperidol|60
N05AH03|olanzapine|60
N05AH04|quetiapine|60
N05AN01|lithium|50
N05AX08|risperidone|60
N05BA01|diazepam|70
N05BA06|lorazepam|60
N05CD08|midazolam|55
N05CF01|zopiclone|50
N06AA09|amitriptyline|65
N06AB03|fluoxetine|70
N06AB04|citalopram|65
N06AB06|sertraline|75
N06AB10|escitalopram|65
N06AX11|mirtazapine|60
N06AX16|venlafaxine|60
N06BA04|methylphenidate|50
N06DA02|donepezil|50
N07AA01|neostigmine|40
N07BC02|methadone|50
P01AB01|metronidazole|75
P01BA01|chloroquine|50
P01BA02|hydroxychloroquine|55
P01BA03|primaquine|45
P01BC01|quinine|50
P01BE03|artesunate|60
P01BF01|artemether and lumefantrine|65|Coartem
P02BA01|praziquantel|50
P02CA01|mebendazole|50
P02CA03|albendazole|60
P02CF01|ivermectin|55
P03AC04|permethrin|50
R03AC02|salbutamol|95|albuterol
R03AC13|formoterol|50
R03AK06|salmeterol and fluticasone|60
R03BA01|beclometasone|65
R03BA02|budesonide|65
R03BB01|ipratropium bromide|60
R03BB04|tiotropium bromide|55
R03DA04|theophylline|50
R03DC03|montelukast|60
R05DA04|codeine|65
R06AB04|chlorphenamine|65|chlorpheniramine
R06AD02|promethazine|55
R06AE07|cetirizine|75
R06AX13|loratadine|65
S01AA01|chloramphenicol, for the eye|55
S01ED01|timolol|50
V03AB15|naloxone|50
V03AB23|acetylcysteine|50
V03AN01|oxygen|60||medicine
V08AB02|iohexol|45|contrast
J01A|tetracyclines|50||allergen
J01C|penicillins|90|beta-lactam|allergen
J01D|cephalosporins and other beta-lactams|70|cephalosporin|allergen
J01DH|carbapenems|45||allergen
J01E|sulfonamides and trimethoprim|70|sulfa drugs; sulphonamides|allergen
J01FA|macrolides|55||allergen
J01G|aminoglycosides|45||allergen
J01M|quinolones|55||allergen
M01A|non-steroidal anti-inflammatory drugs|75|NSAID|allergen
N02A|opioids|60||allergen
N01B|local anaesthetics|50||allergen
C09A|ACE inhibitors|55||allergen
C10AA|statins|50||allergen
V08A|X-ray contrast media, iodinated|60|contrast dye; iodine|allergen
$codes$);

-- A code of ATC begins with the codes of its classes.
update terminology.concept set parents = array(
    select left(code, cut) from unnest(array[5, 4, 3, 1]) cut where cut < length(code))
  where system_id = (select id from terminology.code_system where url = 'http://www.whocc.no/atc');

select terminology.bring('http://snomed.info/sct', 'allergen', $codes$
762952008|Peanut|90|groundnut
13577000|Nut|75|tree nut
256350002|Almond|50
227493005|Cashew nut|50
735029006|Shellfish|80|prawn; shrimp; crab
227037002|Fish|70|
102263004|Eggs (edible)|80|
3718001|Cow's milk|80|dairy
412071004|Wheat|65|gluten
260167008|Sesame seed|60|
102261002|Strawberry|50|
260176001|Kiwi fruit|50|
102262009|Chocolate|45|
256259004|Pollen|70|hay fever
256277009|Grass pollen|65|hay fever
260147004|House dust mite|70|
260152009|Cat dander|60|
260154005|Dog dander|60|
264287008|Animal dander|55|
84489001|Mold|55|mould
111088007|Latex|85|rubber; gloves
288328004|Bee venom|65|bee sting
256440004|Wasp venom|60|wasp sting
418920007|Adhesive|65|plaster; tape
425620007|Metal|50|nickel
44588005|Iodine|55|
385420005|Contrast media|60|
271807003|Eruption of skin|95|rash|reaction
126485001|Urticaria|90|hives; wheals|reaction
418290006|Itching|85|pruritus|reaction
39579001|Anaphylaxis|95|anaphylactic shock|reaction
41291007|Angioedema|85|swelling of face; swelling of lips|reaction
51599000|Edema of larynx|60|swelling of throat|reaction
65124004|Swelling|70||reaction
267036007|Dyspnea|80|shortness of breath; breathless|reaction
56018004|Wheezing|80||reaction
4386001|Bronchospasm|70||reaction
49727002|Cough|60||reaction
70076002|Rhinitis|60|runny nose|reaction
9826008|Conjunctivitis|55|red eyes|reaction
422587007|Nausea|80||reaction
422400008|Vomiting|80||reaction
62315008|Diarrhea|75|diarrhoea|reaction
21522001|Abdominal pain|65||reaction
14760008|Constipation|50||reaction
25064002|Headache|60||reaction
404640003|Dizziness|65||reaction
271594007|Syncope|55|faint|reaction
45007003|Low blood pressure|60|hypotension|reaction
80313002|Palpitations|50||reaction
386661006|Fever|60||reaction
68962001|Muscle pain|55|myalgia|reaction
40275004|Contact dermatitis|60||reaction
73442001|Stevens-Johnson syndrome|55||reaction
$codes$);

select terminology.bring('http://snomed.info/sct', 'body_site', $codes$
69536005|Head|70|
45048000|Neck|70|
51185008|Chest|70|thorax
818983003|Abdomen|70|belly
77568009|Back|70|
12921003|Pelvis|60|
16982005|Shoulder|65|
53120007|Upper limb|55|arm
40983000|Upper arm|60|
368208006|Left upper arm|65|
368209003|Right upper arm|65|
14975008|Forearm|60|
8205005|Wrist|65|
85562004|Hand|70|
7569003|Finger|65|
29836001|Hip|65|
46862004|Buttock|60|
61685007|Lower limb|55|leg
68367000|Thigh|60|
72696002|Knee|70|
30021000|Lower leg|60|calf; shin
344001|Ankle|65|
56459004|Foot|70|
29707007|Toe|60|
81745001|Eye|65|
117590005|Ear|65|
45206002|Nose|60|
123851003|Mouth|60|
54066008|Pharynx|55|throat
76752008|Breast|60|
80891009|Heart|55|
39607008|Lung|60|
12738006|Brain|50|
10200004|Liver|55|
64033007|Kidney|55|
69695003|Stomach|50|
71854001|Colon|50|
34402009|Rectum|45|
89837001|Urinary bladder|50|
69748006|Thyroid gland|50|
41216001|Prostate|45|
35039007|Uterus|50|womb
15497006|Ovary|45|
40689003|Testis|45|
39937001|Skin|55|
421060004|Vertebral column|50|spine
$codes$);

select terminology.bring('http://snomed.info/sct', 'procedure', $codes$
80146002|Appendectomy|75|removal of appendix
38102005|Cholecystectomy|65|removal of gallbladder
11466000|Cesarean section|85|caesarean
73761001|Colonoscopy|65|
76009000|Esophagogastroduodenoscopy|60|gastroscopy; upper endoscopy
29303009|Electrocardiographic procedure|80|ECG; EKG
40701008|Echocardiography|65|echo
399208008|Plain chest X-ray|85|CXR
77477000|Computed tomography|65|CT scan
113091000|Magnetic resonance imaging|60|MRI scan
45036003|Ultrasonography of abdomen|65|
127783003|Spirometry|50|lung function
82078001|Collection of blood specimen for laboratory|65|blood draw; venepuncture
392231009|Intravenous cannulation|65|drip
76601001|Intramuscular injection|60|
112798008|Insertion of endotracheal tube|55|intubation
410024004|Catheterization of urinary bladder|60|urinary catheter
302497006|Hemodialysis|60|dialysis
71192002|Peritoneal dialysis|50|
116859006|Transfusion of blood product|60|
277762005|Lumbar puncture|50|spinal tap
86273004|Biopsy|60|
415070008|Percutaneous coronary intervention|50|PCI; stent
232717009|Coronary artery bypass grafting|45|CABG
52734007|Total replacement of hip|55|
609588000|Total knee replacement|55|
44558001|Repair of inguinal hernia|60|
236886002|Hysterectomy|55|
173422009|Tonsillectomy|50|
3895009|Application of dressing|65|wound dressing
225358003|Wound care|65|
65200003|Insertion of intrauterine contraceptive device|50|IUD; coil
50697003|General anesthesia|50|
18946005|Epidural anesthesia|45|
91251008|Physical therapy procedure|60|physiotherapy
367336001|Chemotherapy|50|
108290001|Radiation oncology AND/OR radiotherapy|45|
89666000|Cardiopulmonary resuscitation|50|CPR
$codes$);

select terminology.bring('http://unitsofmeasure.org', 'unit', $codes$
mg|milligram|95
g|gram|80
kg|kilogram|80
ug|microgram|85|mcg
ng|nanogram|50
mL|millilitre|90
L|litre|70
mmol/L|millimole per litre|90
umol/L|micromole per litre|80
mg/dL|milligram per decilitre|85
g/dL|gram per decilitre|80
g/L|gram per litre|75
mg/L|milligram per litre|70
ug/L|microgram per litre|60
ug/dL|microgram per decilitre|50
ng/mL|nanogram per millilitre|65
ng/dL|nanogram per decilitre|45
pg/mL|picogram per millilitre|55
pg|picogram|45
fL|femtolitre|50
%|percent|85
mm[Hg]|millimetre of mercury|90|mmHg
kPa|kilopascal|50
/min|per minute|85|beats per minute; breaths per minute
Cel|degree Celsius|90|°C
[degF]|degree Fahrenheit|60|°F
cm|centimetre|85
m|metre|60
mm|millimetre|60
[in_i]|inch|45
[lb_av]|pound|45
kg/m2|kilogram per square metre|75
[IU]|international unit|75|IU
[IU]/L|international unit per litre|60
m[IU]/L|milli-international unit per litre|60
U/L|unit per litre|75
10*9/L|billion per litre|70|10^9/L
10*12/L|trillion per litre|60|10^12/L
10*3/uL|thousand per microlitre|65
10*6/uL|million per microlitre|60
meq/L|milliequivalent per litre|60
mm/h|millimetre per hour|50
s|second|60
min|minute|75
h|hour|80
d|day|85
wk|week|80
mo|month|80
a|year|70
mL/h|millilitre per hour|60
L/min|litre per minute|65
mL/min|millilitre per minute|55
mL/min/{1.73_m2}|millilitre per minute per 1.73 square metres|55
mg/kg|milligram per kilogram|65
mg/kg/d|milligram per kilogram per day|50
ug/kg/min|microgram per kilogram per minute|45
mg/mL|milligram per millilitre|55
mg/g|milligram per gram|45
mmol/mol|millimole per mole|45
kcal|kilocalorie|40
[drp]|drop|50
[pH]|pH|45
{score}|score|45
{INR}|INR|45
{tbl}|tablet|70
{capsule}|capsule|65
{puff}|puff|60
1|one, without unit|30
$codes$);

select terminology.bring('https://openward.org/fhir/CodeSystem/visit-reason', 'visit_reason', $codes$
follow-up|Follow-up of a known condition|80|review
results|To hear results|70|
prescription|Prescription only|65|
injury|Injury or accident|70|
pain|Pain|70|
unwell|Generally unwell|70|
child-unwell|Unwell child|65|
second-opinion|Second opinion|40|
$codes$);

-- A first line of each system, so that the screen can say what is there.
insert into terminology.release (system_id, version, source, sha256, codes, added, changed, retired)
  select system_id, 'starter', 'OpenWard', encode(sha256(convert_to(string_agg(code || '|' || display, e'\n' order by code), 'UTF8')), 'hex'),
    count(*), count(*), 0, 0
  from terminology.concept group by system_id;

drop function terminology.bring(text, text, text);
