import { liveTopics, type Routes } from '@openward/platform/http';
import './constraints.ts';
import './charge/procedures.ts';
import './gateway/assets.ts';
import './origin/origins.ts';
import { closeDay, collections, day } from './day/day.ts';
import { closeDrawer } from './drawer/close.ts';
import { addDrawer, addDrawerReason, drawerReasons, drawers, ownDrawer, updateDrawer } from './drawer/drawers.ts';
import { acceptHandOver, offerDrawer, withdrawHandOver } from './drawer/hand-over.ts';
import { moveCash, openDrawer } from './drawer/keep.ts';
import { askOverGateway, gatewayIntents } from './gateway/ask.ts';
import { gatewayHook } from './gateway/hook.ts';
import { gatewaySetting, setGateway } from './gateway/setting.ts';
import { takeBack, useCredit } from './payment/allocate.ts';
import { cancelPayment, chargeBack, refund, winChargeback } from './payment/back.ts';
import { due } from './payment/due.ts';
import { payment } from './payment/read.ts';
import { printReceipt } from './payment/receipt.ts';
import { takePayment } from './payment/take.ts';
import { reservedRoutes } from './reserved/reserved.routes.ts';
import { approvals, decideApproval, limits, setLimits, withdrawApproval } from './approval/decide.ts';
import { invoiceRoutes } from './invoice-routes.ts';
import { addService, services, setPackage, updateService } from './catalogue/services.ts';
import { discountCharge, holdCharge, releaseCharge, repriceCharge, voidCharge } from './charge/adjust.ts';
import { addCharge, chargeHistory, charges, heldCharges } from './charge/charges.ts';
import { chargeMissed, missedCharges } from './charge/missed.ts';
import { addChargeRule, chargeRules, endChargeRule } from './charge/rules.ts';
import { addDiscount, discounts, endDiscount } from './price/discount.ts';
import { addPriceList, copyPriceList, priceLists, prices, raisePrices, setPrice, updatePriceList } from './price/lists.ts';
import { simulate } from './price/simulate.ts';
import { addShareRule, endShareRule, shareRules } from './share/rules.ts';
import { clinicianShares, payShare } from './share/shares.ts';
import { addTaxRate, taxes } from './price/tax.ts';

liveTopics({ 'billing-approvals': 'billing.read', 'billing-charges': 'billing.read', 'billing-collections': 'billing.read', 'billing-drawers': 'billing.read' });

/** What billing answers, by the names of its contract. */
export const routes: Routes = {
  approvals, decideApproval, withdrawApproval, limits, setLimits,
  due, takePayment, payment, useCredit, takeBack, cancelPayment, refund, chargeBack, winChargeback, printReceipt,
  drawers, addDrawer, updateDrawer, drawerReasons, addDrawerReason, ownDrawer, openDrawer, moveCash, closeDrawer, offerDrawer, withdrawHandOver, acceptHandOver,
  day, closeDay, collections, gatewaySetting, setGateway, askOverGateway, gatewayIntents, gatewayHook,
  ...invoiceRoutes, ...reservedRoutes,
  shareRules, addShareRule, endShareRule, clinicianShares, payShare,
  services, addService, updateService, setPackage, taxes, addTaxRate, priceLists, addPriceList, updatePriceList, prices, setPrice, raisePrices, copyPriceList, discounts, addDiscount, endDiscount,
  chargeRules, addChargeRule, endChargeRule, simulate, charges, chargeHistory, addCharge, holdCharge, releaseCharge, voidCharge, repriceCharge, discountCharge, heldCharges, missedCharges, chargeMissed,
};
