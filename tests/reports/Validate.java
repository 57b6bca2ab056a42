import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Validate each file against PDF/A-3a and PDF/UA-1 with veraPDF's engine: a line for each, and below it what fails. */
public class Validate {
    public static void main(String[] names) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : names) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1}) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), flavour);
                     PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult found = validator.validate(parser);
                    System.out.println(new File(name).getName() + " " + flavour.getId() + " " + found.isCompliant());
                    found.getTestAssertions().stream().limit(5).forEach(
                        each -> System.out.println("  " + each.getRuleId().getClause() + " " + each.getMessage()));
                }
            }
        }
    }
}
